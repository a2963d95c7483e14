import { aboutLearning } from './learning';
import { aboutPeople } from './people';
import type { Question } from './question';

/** What an administrator asks. */
export const QUESTIONS: readonly Question[] = [...aboutLearning, ...aboutPeople];
