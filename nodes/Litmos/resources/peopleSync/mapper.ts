import { mapping } from '../bulkImport/columnMapping';
import { SYNC_COLUMNS } from './columns';

export const getSyncColumns = mapping(SYNC_COLUMNS);
