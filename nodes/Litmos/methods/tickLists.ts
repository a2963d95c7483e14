import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { courseEntry, named } from './listSearch';
import { listing } from '../../shared/locators/listing';
import type { Listing } from '../../shared/locators/listing';

type TickList = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The same entries as in the lists to pick one from. */
const ticked = (list: Listing): TickList =>
	async function () {
		const { results } = await list.call(this);
		return results.map(({ name, value }) => ({ name, value }));
	};

export const getCourses = ticked(listing('/courses', courseEntry, 'ticked'));

export const getLearningPaths = ticked(listing('/learningpaths', named, 'ticked'));
