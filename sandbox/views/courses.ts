import { Decimal, type WireRecord } from '../http/wireFormat';
import type { CourseRecord } from '../state/records';

/** A row of /courses (C: thirteen keys; P: CourseTeamLibrary after them). */
export const courseSummary = (course: CourseRecord, inLibrary = false): WireRecord => ({
	Id: course.Id,
	Code: course.Code,
	Name: course.Name,
	Active: course.Active,
	ForSale: course.ForSale,
	OriginalId: course.OriginalId,
	Description: course.Description,
	EcommerceShortDescription: '',
	EcommerceLongDescription: '',
	// C: 590874-TST001.
	CourseCodeForBulkImport: `${course.OriginalId}-${course.Code}`,
	Price: new Decimal(course.price, 2),
	AccessTillDate: null,
	AccessTillDays: course.accessDays,
	CourseTeamLibrary: inLibrary,
});

/** One course: T adds Tags, P adds Categories (unknown: their form; text is assumed). */
export const courseRecord = (course: CourseRecord): WireRecord => ({
	...courseSummary(course),
	Tags: course.tags,
	Categories: '',
});
