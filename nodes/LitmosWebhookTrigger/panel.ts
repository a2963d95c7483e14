import type { INodeProperties } from 'n8n-workflow';
import { MAX_WAIT } from '../shared/operation/describe';
import { EVENTS } from './events';

/** The panel, from what is set up in Litmos to what is fetched afterwards. */
export const panel: INodeProperties[] = [
	{
		displayName:
			'In Litmos: click your profile icon, then Account Settings > Litmos Features > Webhooks. Tick Enable Webhooks, save, and click Add Webhook. Paste the Production URL from above, pick the event and make it active; add one webhook for each event. If there is no Webhooks panel, ask your Litmos account manager: it is a paid feature. Litmos must be able to reach the address over https.',
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
			'Only the chosen events start the workflow. Events that are not in this list always do.',
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
				name: 'In the Address',
				value: 'address',
				description: 'Litmos sends it along as part of the address you paste',
			},
			{
				name: 'In a Header',
				value: 'header',
				description:
					'For a gateway between Litmos and n8n that adds a header; Litmos has none to set',
			},
		],
		default: 'none',
		description: 'Litmos does not sign its events. A secret keeps out events from others.',
	},
	{
		displayName:
			'Add ?secret= and your secret to the end of the address that you paste into Litmos, for example …/litmos?secret=k3T9-your-own-secret. Deliveries without it are answered with 401 and start nothing.',
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
		description: 'Deliveries without the secret in this header are answered with 401',
	},
	{
		displayName: 'Also Fetch',
		name: 'alsoFetch',
		type: 'options',
		options: [
			{
				name: 'Course',
				value: 'course',
				description: 'The course of the event, as "course"; 1 request',
			},
			{ name: 'Nothing', value: 'none', description: 'The event alone; no request and no API Key' },
			{
				name: 'User',
				value: 'user',
				description: 'The user of the event, as "user"; 1 request',
			},
			{
				name: 'User and Course',
				value: 'both',
				description: 'Both, as "user" and "course"; 2 requests',
			},
		],
		default: 'none',
		description: 'Records to read from Litmos for each event. Litmos gets its response first.',
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
						name: 'Continue With the Event Alone',
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
				description: 'What to do if a record under Also Fetch cannot be read',
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
