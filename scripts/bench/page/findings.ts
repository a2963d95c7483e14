import type { Costs } from '../cost';
import type { Figures, Sweep } from '../figures';
import type { GroupFigures } from '../processes';
import type { RealRow } from '../real';
import type { LateRow, SplitRow } from '../sharing';

/** All that one run of the bench has found. */
export interface Findings {
	byContender: Map<string, Figures>;
	tookSeconds: number;
	sweep: Sweep;
	costs: Costs;
	real: { minutes: number; rows: RealRow[] };
	groups: GroupFigures[];
	sharing: { splits: SplitRow[]; late: LateRow[] };
}
