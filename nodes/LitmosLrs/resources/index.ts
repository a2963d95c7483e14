import type { Resource } from '../../shared/operation/types';
import { statement } from './statement';

/** All that a learning record store has of use to a workflow. */
export const resources: readonly Resource[] = [statement];
