import type { Evidence, Finding, Shape } from '../../contract/evidence';
import { readQuestions } from '../../contract/evidence';
import { readContract } from '../../contract/schema';

const WHY: Readonly<Record<NonNullable<Finding['because']>, string>> = {
	noRecords: 'the account has no record that could tell',
	notAsked: 'not asked in this run',
	refused: 'Litmos refused the request',
	noResponse: 'no response came',
	unforeseen: 'the response is none of those that were foreseen',
	stopped: 'the run was stopped',
};

const statusOf = (status: number | undefined): string => (status ? ` (${status})` : '');

function findingLine({ question: id, answer, because, status }: Finding): string {
	const known = readQuestions().find((one) => one.id === id);
	if (!known) return '';
	const { question, answers, assumed } = known;
	if (answer === null) return `- ${question} Open: ${WHY[because!]}${statusOf(status)}.`;
	const verdict = answer === assumed ? 'As assumed.' : 'NOT as assumed.';
	return `- ${question} **${answers[answer]}** ${verdict}`;
}

function shapeLine({ endpoint, status, body, absent, others, because }: Shape): string {
	const path = readContract().endpoints.find(({ id }) => id === endpoint)?.path;
	const parts = [
		body && `${status}, ${body}`,
		because && `${WHY[because]}${body ? '' : statusOf(status)}`,
		absent.length > 0 && `without ${absent.join(', ')}`,
		others > 0 && `${others} more members`,
	].filter(Boolean);
	return `- \`${path}\`: ${parts.join('; ')}`;
}

/** What was found, to read and to paste: only words of the contract. */
export function reportOf({ date, host, findings, shapes }: Evidence): string {
	return [
		`# What ${host} answers, ${date}`,
		...findings.map(findingLine),
		...(shapes.length > 0 ? ['', '## Responses in JSON', ...shapes.map(shapeLine)] : []),
	].join('\n');
}
