import { collectionLocator } from './collection';
import { courseLocator } from './course';
import { customFieldLocator } from './customField';
import { instructorLocator } from './instructor';
import { languageLocator } from './language';
import { learningPathLocator } from './learningPath';
import { listingLocator } from './listing';
import { locationLocator } from './location';
import { findersOf } from './locator';
import type { Locator } from './locator';
import { iltModuleLocator, moduleLocator } from './module';
import { sessionDayLocator, sessionLocator } from './session';
import { teamLocator } from './team';
import { timeZoneLocator } from './timeZone';
import { tokenLocator } from './token';
import { userLocator } from './user';

/** Every kind of record that can be chosen. Names are looked up in this order. */
export const locators: readonly Locator[] = [
	userLocator,
	teamLocator,
	courseLocator,
	instructorLocator,
	learningPathLocator,
	collectionLocator,
	listingLocator,
	tokenLocator,
	customFieldLocator,
	iltModuleLocator,
	languageLocator,
	locationLocator,
	moduleLocator,
	sessionDayLocator,
	sessionLocator,
	timeZoneLocator,
];

/** By the name of the locator field. */
export const finders = findersOf(locators);

/** Fields that name no record of Litmos, which could be missing there. */
export const plainValues = [timeZoneLocator, languageLocator].flatMap(({ names }) => names);
