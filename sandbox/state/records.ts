/** A user as stored: the keys of 2025 in the recorded order (C, SB), then two that are no part of Litmos. */
export interface UserRecord {
	Id: string;
	UserName: string;
	FirstName: string;
	LastName: string;
	FullName: string;
	Email: string;
	AccessLevel: string;
	DisableMessages: boolean;
	Active: boolean;
	Skype: string;
	PhoneWork: string;
	PhoneMobile: string;
	LastLogin: string;
	LoginKey: string;
	IsCustomUsername: boolean;
	/** C: always "" in answers; the sandbox keeps password changes apart. */
	Password: '';
	SkipFirstLogin: boolean;
	TimeZone: string;
	SalesforceId: string | null;
	OriginalId: number;
	Street1: string;
	Street2: string;
	City: string;
	State: string;
	PostalCode: string;
	Country: string;
	CompanyName: string;
	JobTitle: string;
	CustomField1: string;
	CustomField2: string;
	CustomField3: string;
	Culture: string;
	CustomField4: string;
	CustomField5: string;
	CustomField6: string;
	CustomField7: string;
	CustomField8: string;
	CustomField9: string;
	CustomField10: string;
	SalesforceContactId: string | null;
	SalesforceAccountId: string | null;
	CreatedDate: string;
	Points: number;
	Brand: string;
	ManagerId: string;
	ManagerName: string;
	EnableTextNotification: boolean;
	Website: string;
	Twitter: string;
	ExpirationDate: string;
	JobRole: string;
	ExternalEmployeeId: string;
	ProfileType: string | null;
	/** Not Litmos: two fields no client knows, to prove that read-modify-write keeps what it does not know. */
	SandboxProbeText: string;
	SandboxProbeFlag: boolean;
}

export type UserKey = keyof UserRecord;

const BLANK: UserRecord = {
	Id: '',
	UserName: '',
	FirstName: '',
	LastName: '',
	FullName: '',
	Email: '',
	AccessLevel: 'Learner',
	DisableMessages: false,
	Active: false,
	Skype: '',
	PhoneWork: '',
	PhoneMobile: '',
	LastLogin: '',
	LoginKey: '',
	IsCustomUsername: false,
	Password: '',
	SkipFirstLogin: false,
	TimeZone: '',
	SalesforceId: null,
	OriginalId: 0,
	Street1: '',
	Street2: '',
	City: '',
	State: '',
	PostalCode: '',
	Country: '',
	CompanyName: '',
	JobTitle: '',
	CustomField1: '',
	CustomField2: '',
	CustomField3: '',
	Culture: 'en-US',
	CustomField4: '',
	CustomField5: '',
	CustomField6: '',
	CustomField7: '',
	CustomField8: '',
	CustomField9: '',
	CustomField10: '',
	SalesforceContactId: null,
	SalesforceAccountId: null,
	CreatedDate: '',
	Points: 0,
	Brand: 'Default',
	// SB: "0" and "" when there is no manager.
	ManagerId: '0',
	ManagerName: '',
	EnableTextNotification: false,
	Website: '',
	Twitter: '',
	ExpirationDate: '',
	JobRole: '',
	ExternalEmployeeId: '',
	ProfileType: null,
	SandboxProbeText: '',
	SandboxProbeFlag: false,
};

/** A new record with every key in the recorded order, as POST answers when nothing optional was sent (C). */
export const emptyUser = (): UserRecord => ({ ...BLANK });

/** Where a login key leads; the host is reserved for examples and belongs to nobody. */
export const LOGIN_PAGE = 'https://sandbox.example.com/login.aspx?loginkey=';

/** The keys in the order of the recordings. */
export const USER_KEYS = Object.keys(BLANK) as readonly UserKey[];

export interface TeamRecord {
	Id: string;
	OriginalId: number;
	Name: string;
	Description: string;
	/** DK: "" for a root team. */
	ParentTeamId: string;
	members: Set<string>;
	leaders: Set<string>;
	admins: Set<string>;
	/** D: CourseTeamLibrary false means assigned to the members, true only offered; a course may be both. */
	courses: Set<string>;
	library: Set<string>;
}

export interface ModuleRecord {
	Id: string;
	OriginalId: number;
	Code: string;
	Name: string;
	Description: string;
	passmark: number;
}

export interface CourseRecord {
	Id: string;
	OriginalId: number;
	Code: string;
	Name: string;
	Description: string;
	Active: boolean;
	ForSale: boolean;
	price: number;
	tags: string;
	created: number;
	createdBy: string;
	/** Days from assignment until the course is due, and from completion while it stays compliant. */
	dueDays: number | null;
	compliantDays: number | null;
	accessDays: number | null;
	modules: ModuleRecord[];
}

export interface LearningPathRecord {
	Id: string;
	OriginalId: number;
	Name: string;
	Description: string;
	Active: boolean;
	courses: string[];
	teams: Set<string>;
	/** Those who have it, and whether somebody gave it to them by hand. */
	people: Map<string, { assigned: number; isDirect: boolean }>;
}

/** A custom field for courses (S). */
export interface CourseFieldRecord {
	CustomFieldId: string;
	Label: string;
	DefaultValue: string;
	Mandatory: boolean;
	VisibleToLearner: boolean;
	/** D: the types of custom fields for people; unknown: whether those for courses have the same. */
	Type: 'String' | 'Dropdown';
	Dropdown: string[];
}

export interface ModuleResult {
	score: number;
	completed: boolean;
	attempt: number;
	updated: number | null;
	resultId: string;
}

/** Where an assignment came from: by hand, from a team or from a learning path. */
export type Source = 'direct' | `team:${string}` | `path:${string}`;

export interface Enrolment {
	courseId: string;
	sources: Set<Source>;
	assigned: number;
	started: number | null;
	completed: number | null;
	resultId: string;
	modules: Map<string, ModuleResult>;
}
