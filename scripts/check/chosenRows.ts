import type { Row } from '../operationList';
import { rows } from '../operationList';

/** The operations that `team` or `team:create` names. */
export function chosenRows(wanted: string): readonly Row[] {
	const chosen = rows.filter(({ name }) => name === wanted || name.startsWith(`${wanted}:`));
	if (chosen.length > 0) return chosen;
	const resources = [...new Set(rows.map(({ resource }) => resource.value))];
	throw new Error(
		`There is no resource and no operation ${wanted}. The resources: ${resources.join(', ')}`,
	);
}
