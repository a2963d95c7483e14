import { Decimal, type WireRecord } from '../http/wireFormat';
import type { UserRecord } from '../state/records';

/** A row of /users and of the lists of leaders and administrators (C, TR). */
export const userSummary = (user: UserRecord): WireRecord => ({
	Id: user.Id,
	UserName: user.UserName,
	FirstName: user.FirstName,
	LastName: user.LastName,
	Active: user.Active,
	Email: user.Email,
	AccessLevel: user.AccessLevel,
	Brand: user.Brand,
});

/** A row of /teams/{id}/users: level and brand come as null (DK, the newest recording). */
export const teamUser = (user: UserRecord): WireRecord => ({
	...userSummary(user),
	AccessLevel: null,
	Brand: null,
});

/** The whole record (C, SB); Points come with a decimal (SB: 0.0, 1000.0). */
export const userRecord = (user: UserRecord): WireRecord => ({
	...user,
	Points: new Decimal(user.Points, 1),
});

const UNDOCUMENTED = ['Password', 'Culture', 'EnableTextNotification'];

/** The record as S has it in /users/details. */
export const documented = (user: WireRecord): WireRecord => ({
	...Object.fromEntries(Object.entries(user).filter(([name]) => !UNDOCUMENTED.includes(name))),
	EnableTextNotifications: user.EnableTextNotification,
});
