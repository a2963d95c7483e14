import { DONE } from './done';
import { ENDINGS } from './endings';
import { LEAKS } from './leaks';
import type { AttackMutant } from './mutant';
import { TRIGGER } from './trigger';

export const MUTANTS: readonly AttackMutant[] = [...DONE, ...LEAKS, ...ENDINGS, ...TRIGGER];
