import type { Fields } from '../http/body';

export interface CollectionRecord {
	Id: string;
	Name: string;
	Description: string;
	DefaultListing: boolean;
	ImageURL: string;
	courses: Set<string>;
	learningPaths: Set<string>;
}

export interface ListingRecord {
	Id: string;
	Name: string;
	Active: boolean;
	DurationType: string;
	/** A number or the word unlimited (D, S). */
	MaxUsers: string;
	DurationDays: number | null;
	FixedDate: string | null;
	CollectionId: string;
	users: Set<string>;
	teams: Set<string>;
}

export interface TokenRecord {
	TokenId: string;
	TokenCode: string;
	TokenType: number;
	TokenTypeId: string;
	Active: boolean;
	MaximumActivations: number;
	/** D: YYYY-MM-DDTHH:MM:SS in answers. */
	TokenExpiration: string;
}

/** An import of people or courses, from the request until it is carried out. */
export interface ImportRecord {
	Id: string;
	of: 'people' | 'courses';
	at: number;
	/** When Litmos is through with it. */
	doneAt: number;
	/** D, S: the only two that are known. */
	status: 'Waiting' | 'Completed';
	rows: readonly Fields[];
	sendEmails: boolean;
	skipFirstLogin: boolean;
	created: number;
	duplicate: number;
	invalidEmail: number;
	errors: Array<{ Username: string; ImporStatus: string }>;
}

/** What people sign up to, get on lists for, or are imported with. */
export interface ContentState {
	collections: Map<string, CollectionRecord>;
	listings: Map<string, ListingRecord>;
	tokens: Map<string, TokenRecord>;
	imports: Map<string, ImportRecord>;
}

export const emptyContent = (): ContentState => ({
	collections: new Map(),
	listings: new Map(),
	tokens: new Map(),
	imports: new Map(),
});
