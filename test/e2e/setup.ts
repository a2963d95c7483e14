import { STUCK_MS } from './support/processes';

// Whatever waits has an end of its own, which says what it was waiting for: that comes first.
jest.setTimeout(3 * STUCK_MS);
