import type { INodeProperties } from 'n8n-workflow';
import { MAX_WAIT } from '../shared/operation/options/panel';
import { EVENTS } from './events';

/** The panel, from what is set up in Litmos to what is fetched afterwards. */
export const panel: INodeProperties[] = [
	{
		displayName:
			'In Litmos: click your profile icon, then Account Settings > Litmos Features > Webhooks. Tick Enable Webhooks, save, and click Add Webhook. Paste the Production URL from above, choose the event and make it active. Add one webhook for each event. If there is no Webhooks panel, ask your Litmos account manager: it is a paid feature. Litmos must be able to reach the URL over https.',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: EVENTS,
		default: ['*'],
		description:
			'Only the chosen events start the workflow, and any event that is not in this list',
	},
	{
		displayName: 'Secret',
		name: 'secretIn',
		type: 'options',
		options: [
			{
				name: 'None',
				value: 'none',
				description: 'The URL cannot be guessed, but anyone who learns it can send events',
			},
			{
				name: 'In the URL',
				value: 'address',
				description: 'As part of the URL that you paste into Litmos',
			},
			{
				name: 'In a Header',
				value: 'header',
				description:
					'Only for a gateway between Litmos and n8n that adds the header. Litmos itself cannot.',
			},
		],
		default: 'none',
		description:
			'Litmos does not sign its events. A secret makes sure that only Litmos can send them.',
	},
	{
		displayName:
			'Add ?secret= and your secret to the end of the URL that you paste into Litmos, for example …/litmos?secret=k3T9-your-own-secret. Events without it are rejected (401) and do not start the workflow.',
		name: 'addressNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { secretIn: ['address'] } },
	},
	{
		displayName: 'Header Name',
		name: 'headerName',
		type: 'string',
		required: true,
		default: 'X-Litmos-Secret',
		displayOptions: { show: { secretIn: ['header'] } },
		description: 'Events without the secret in this header are rejected (401)',
	},
	{
		displayName: 'Also Fetch',
		name: 'alsoFetch',
		type: 'options',
		options: [
			{
				name: 'Course',
				value: 'course',
				description: 'The course of the event, as "course". Uses 1 request.',
			},
			{
				name: 'Nothing',
				value: 'none',
				description: 'Only the event. Needs no request and no API Key.',
			},
			{
				name: 'User',
				value: 'user',
				description: 'The user of the event, as "user". Uses 1 request.',
			},
			{
				name: 'User and Course',
				value: 'both',
				description: 'Both, as "user" and "course". Uses 2 requests.',
			},
		],
		default: 'none',
		description:
			'Records to fetch from Litmos for each event, after Litmos has received its response',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'If Not Fetched',
				name: 'ifNotFetched',
				type: 'options',
				options: [
					{
						name: 'Continue With the Event Only',
						value: 'continue',
						description: 'The reason is in "notFetched"',
					},
					{
						name: 'Stop the Workflow',
						value: 'stop',
						description: 'The event stays in the failed execution, which can be retried',
					},
				],
				default: 'continue',
				description: 'What to do if a record under Also Fetch cannot be fetched',
			},
			{
				...MAX_WAIT,
				description: 'How long fetching waits for the rate limit (requests per minute)',
			},
		],
		displayOptions: { hide: { alsoFetch: ['none'] } },
	},
	{
		displayName:
			'Litmos repeats an event if it gets no response in time. Each event starts the workflow once; with several webhook processors, a repeat can occasionally get through. To rule out duplicates, check the event ID first.',
		name: 'repeatsNotice',
		type: 'notice',
		default: '',
	},
];
