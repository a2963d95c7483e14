import type { ModuleRecord } from '../state/records';

/** A day of a session; the moments are the clock of the session's zone, written as if it were UTC (S). */
export interface SessionDayRecord {
	Id: string;
	start: number;
	end: number;
	StartTime: string;
	EndTime: string;
	SendReminder: boolean;
	ReminderValue: number;
	ReminderMetric: string;
	/** Users who were there. */
	attended: Set<string>;
}

/** What the roll call says of a person. */
export interface RollCallEntry {
	score: number;
	completed: boolean;
}

export interface SessionRecord {
	Id: string;
	moduleId: string;
	Name: string;
	InstructorUserId: string;
	SessionType: number;
	TimeZone: string;
	Location: string;
	LocationId: number;
	Slots: number;
	EnableWaitList: boolean;
	Details: string;
	days: SessionDayRecord[];
	/** By user, in the order of registration. */
	people: Map<string, RollCallEntry>;
}

export interface LocationRecord {
	LocationId: number;
	Location: string;
	Description: string;
	Street1: string;
	Street2: string;
	City: string;
	State: string;
	PostalCode: string;
	Country: string;
	Phone: string;
}

/** What is known of a module beyond its names. */
export interface ModuleFileRecord {
	module: ModuleRecord;
	ModuleType: number;
	Active: boolean;
	ModuleRefCode: string;
	HideDescription: boolean;
	NewWindow: boolean;
	ReviewMode: boolean;
	Status: string;
	ContentURL: string;
}

export interface IltState {
	/** The modules that hold sessions. */
	modules: Set<string>;
	sessions: Map<string, SessionRecord>;
	instructors: Set<string>;
	locations: LocationRecord[];
	/** Files of modules, made when first asked for; those of no course live here only. */
	files: Map<string, ModuleFileRecord>;
}
