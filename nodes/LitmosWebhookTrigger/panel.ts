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
			'Events in this list that are not chosen start nothing. Events that are not in this list are always passed on.',
	},
	{
		displayName: 'Secret',
		name: 'secretIn',
		type: 'options',
		options: [
			{
				name: 'None',
				value: 'none',
				description: 'The address itself cannot be guessed, but whoever learns it can send events',
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
		description: 'Litmos does not sign what it sends. A secret keeps out events from anybody else.',
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
				description: 'The course that the event names, as "course"; 1 request',
			},
			{ name: 'Nothing', value: 'none', description: 'The event alone; no request and no API Key' },
			{
				name: 'Person',
				value: 'user',
				description: 'The person whom the event names, as "user"; 1 request',
			},
			{
				name: 'Person and Course',
				value: 'both',
				description: 'Both, as "user" and "course"; 2 requests',
			},
		],
		default: 'none',
		description:
			'Records to read from Litmos for each event, so that the next node has them. Litmos gets its answer before.',
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
				description: 'What to do if Litmos does not hand out a record under Also Fetch',
			},
			{
				...MAX_WAIT,
				description:
					'How long fetching waits while other runs or other systems use up the limit of requests per minute',
			},
		],
		displayOptions: { hide: { alsoFetch: ['none'] } },
	},
	{
		displayName:
			"Litmos sends an event again if it got no answer in time. Each event starts the workflow once, as far as n8n can know: with several webhook processors, a repeat can get through now and then. If that must not happen, have the last step of the workflow look for the event's ID before it writes.",
		name: 'repeatsNotice',
		type: 'notice',
		default: '',
	},
];
