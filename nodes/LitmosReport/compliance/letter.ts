/** A line of the table in a mail. All of it is text as Litmos has it, but for line breaks. */
export interface Line {
	user: string;
	email: string;
	course: string;
	status: string;
	/** When it was due, or when the completion expires; empty where Litmos did not say. */
	date: string;
	/** From 0 to 100. */
	percentage: number;
}

/** What a mail shows, in whatever form. */
export interface Letter {
	heading: string;
	counts: ReadonlyArray<{ status: string; count: number }>;
	lines: readonly Line[];
}

/** The columns of its table. */
export const TITLES = ['User', 'Email', 'Course', 'Status', 'Due or expires', 'Progress'] as const;
