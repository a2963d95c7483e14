import { LitmosError, notJson, refusal, UncertainError } from '../../nodes/shared/transport/errors';
import { litmosWords } from '../../nodes/shared/transport/words';
import { answer, READ, WRITE } from '../support/answers';

/** What Litmos sends when it cannot read a body. */
const PAGE = `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
  <head><title>Request Error</title><style>BODY { color: #000000; }</style></head>
  <body><div id="content"><p class="heading1">Request Error</p>
    <p>Error Status Code: 'InternalServerError'</p>
    <p>Details: The server encountered an error processing the request. Please see the server logs for more details.</p>
    <!-- generated --></div></body>
</html>`;

describe("Litmos' own words", () => {
	it.each([
		['JSON with Detail', '{"Detail":"UserName already exists"}', 'UserName already exists'],
		['JSON with Message', '{"Message":"Not today"}', 'Not today'],
		['JSON with both', '{"Message":"b","Detail":"a"}', 'a'],
		['JSON with an empty Detail', '{"Detail":null,"Message":"Not today"}', 'Not today'],
		['JSON text', '"Not today"', 'Not today'],
		['XML', '<Error xmlns="urn:x"><Detail>Bad &amp; wrong</Detail></Error>', 'Bad & wrong'],
		['XML of an error alone', '<Error>Not today</Error>', 'Not today'],
		['plain text', ' Not \n today ', 'Not today'],
		['entities', '{"Detail":"O&#39;Connor &amp;amp; Co"}', "O'Connor &amp; Co"],
		['JSON without words', '{"Code":7}', '{"Code":7}'],
	])('are read from %s', (_what, text, words) => {
		expect(litmosWords(answer(409, text, 'Conflict'))).toBe(words);
	});

	it('are read from a web page without its tags, styles and title', () => {
		expect(litmosWords(answer(500, PAGE))).toBe(
			"Request Error Error Status Code: 'InternalServerError' Details: The server encountered an error processing the request. Please see the server logs for more details.",
		);
	});

	it.each(['', ' \n ', '{"Detail":""}'])(
		'are the reason phrase where the body has none',
		(text) => {
			expect(litmosWords(answer(409, text, 'UserName already exists'))).toBe(
				'UserName already exists',
			);
		},
	);

	it.each([3_000, 20_000])(
		'are the reason phrase where the body is nested more deeply than can be read: %i levels',
		(levels) => {
			const text = '['.repeat(levels) + ']'.repeat(levels);
			const words = litmosWords(answer(500, `{"Code":${text}}`, 'Out of order'));
			expect([`{"Code":${'['.repeat(292)}…`, 'Out of order']).toContain(words);
			const told = refusal(answer(500, text, 'Out of order'), { ...WRITE, mayDouble: true });
			expect(told).toBeInstanceOf(UncertainError);
		},
	);

	it('are cut where they become a page', () => {
		expect(litmosWords(answer(500, 'x'.repeat(301)))).toBe(`${'x'.repeat(300)}…`);
		expect(litmosWords(answer(500, 'x'.repeat(300)))).toBe('x'.repeat(300));
	});

	it.each([
		'{"Detail":"Open https://demo.litmos.com/login.aspx?loginkey=0b5c-secret"}',
		'<Error><LoginKey>0b5c-secret</LoginKey><Message>loginkey=0b5c-secret</Message></Error>',
		'<html><body>login.aspx?loginkey=0b5c-secret</body></html>',
		'{"LoginKey":"0b5c-secret","Password":"hunter2-secret"}',
		'{"User":[{"Id":"u1","Password":"hunter2-secret"}]}',
		'[{"LoginKey":"0b5c-secret"}]',
	])('never hold a login key or a password: %s', (text) => {
		expect(litmosWords(answer(500, text))).not.toContain('secret');
		const { message, description } = refusal(answer(409, text), WRITE);
		expect(message + description).not.toContain('secret');
	});
});

describe('a refusal', () => {
	it.each([
		[400, READ, 'Litmos could not read the request (Get user)', 'phone numbers'],
		[401, READ, 'Litmos did not accept the API Key for the Region Europe', 'trial accounts'],
		[403, READ, 'Litmos does not allow this operation (Get user)', 'Region (Europe)'],
		[404, READ, 'User "ada@example.com" was not found in Litmos', 'coded one'],
		[404, WRITE, 'Litmos did not find the record (Create user)', 'coded one'],
		[406, READ, 'Please provide a date', 'Correct what Litmos reports'],
		[409, WRITE, 'Litmos refused the values: Please provide a date', 'Language "Culture"'],
		[418, WRITE, 'Litmos refused the values (Create user)', 'Correct the field'],
		[422, WRITE, 'Litmos refused the values (Create user)', 'Correct the field'],
	])('with status %i says what happened and what to do', (status, context, message, todo) => {
		const error = refusal(answer(status, '{"Detail":"Please provide a date"}'), context);
		expect(error).toBeInstanceOf(LitmosError);
		expect(error.message).toBe(message);
		expect(error.description).toContain(todo);
		expect(error.description).toContain('Litmos: "Please provide a date"');
		expect(error.httpCode).toBe(String(status));
	});

	it('names all records that the request names', () => {
		const subjects = ['Team "Sales"', 'User "ada"'];
		expect(refusal(answer(404), { ...READ, subjects }).message).toBe(
			'Team "Sales" or User "ada" was not found in Litmos',
		);
	});

	it.each([406, 409])('without words says so with status %i as well', (status) => {
		const error = refusal(answer(status), READ);
		expect(error.message).toMatch(/^Litmos .+ \(Get user\)$/);
		expect(error.description).not.toContain('Litmos: "');
	});

	it('with status 409 for what exists already points to the operations that change it', () => {
		const error = refusal(answer(409, '{"Detail":"UserName already exists"}'), WRITE);
		expect(error.message).toBe('Litmos refused the values: UserName already exists');
		expect(error.description).toContain('Create or Update');
	});

	it('takes the advice of the operation before the general one', () => {
		const error = refusal(answer(404), { ...READ, advice: { 404: 'Add the person first.' } });
		expect(error.description).toBe('Add the person first.');
	});

	it('with status 500 names the fields, and after a write that it may have been carried out', () => {
		const read = refusal(answer(500, PAGE), READ);
		expect(read.message).toBe('Litmos could not process the request (Get user)');
		expect(read.description).toContain('cannot read a value, such as a date');
		expect(read.description).toContain('Run the item again later');
		const write = refusal(answer(500, PAGE), WRITE);
		expect(write.description).toContain('record may already exist or be changed');
		expect(write.description).not.toContain('Run the item again later');
	});

	it.each([502, 503, 504])('with status %i says that Litmos is out of order', (status) => {
		const error = refusal(answer(status), READ);
		expect(error.message).toBe('Litmos is temporarily unavailable (Get user)');
		expect(error.description).toBe('Run the item again later.');
	});

	it.each([301, 302, 307, 308])(
		'with status %i names the other address, not its secret',
		(status) => {
			const location = 'https://demo.litmos.com/login.aspx?loginkey=0b5c-secret';
			const error = refusal({ ...answer(status), headers: { location } }, READ);
			expect(error.message).toBe(
				'api.litmoseu.com redirects this request to another address (Get user)',
			);
			expect(error.description).toContain('https://demo.litmos.com/login.aspx');
			expect(error.description).not.toContain('secret');
			expect(refusal(answer(status), READ).description).toContain('not named');
		},
	);
});

it('a write that is sent elsewhere for its answer may have been carried out', () => {
	const error = refusal(answer(303), { ...WRITE, mayDouble: true });
	expect(error).toBeInstanceOf(UncertainError);
	expect(error.description).toContain('may already exist or be changed');
	for (const other of [refusal(answer(303), READ), refusal(answer(307), WRITE)]) {
		expect(other).not.toBeInstanceOf(UncertainError);
		expect(other.description).not.toContain('may already exist');
	}
});

describe('an answer that is no data', () => {
	it.each([
		['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
		['a web page', '  <HTML><body>Sign in</body></html>'],
		['a web page', PAGE],
		['XML', '<Users><User/></Users>'],
		['unreadable text', 'OK'],
	])('is called %s', (what, text) => {
		const error = notJson(answer(200, text), READ);
		expect(error.message).toBe(`Litmos returned ${what} instead of data (Get user)`);
		expect(error.description).toContain('api.litmoseu.com');
		expect(error.description).toContain('Run it again later.');
	});

	it('after a write says that it may have been carried out', () => {
		expect(notJson(answer(200, 'OK'), WRITE).description).toContain('record may already exist');
	});
});
