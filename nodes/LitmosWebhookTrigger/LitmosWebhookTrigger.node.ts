import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { takeDelivery } from './delivery';
import { panel } from './panel';
import { addRecords } from './records';
import { checkSecret } from './secret';

export class LitmosWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Litmos Webhook Trigger',
		name: 'litmosWebhookTrigger',
		icon: { light: 'file:../../icons/litmos.svg', dark: 'file:../../icons/litmos.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{$parameter["events"].includes("*") ? "all events" : $parameter["events"].join(", ")}}',
		description: 'Starts the workflow when Litmos sends an event, such as a completed course',
		eventTriggerDescription: 'Waiting for Litmos to send an event to the Test URL',
		activationMessage: 'Litmos can now send events to the Production URL of this workflow.',
		defaults: { name: 'Litmos Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'litmosApi',
				required: true,
				displayOptions: { show: { alsoFetch: ['both', 'course', 'user'] } },
			},
			{
				name: 'litmosWebhookApi',
				required: true,
				testedBy: 'checkSecret',
				displayOptions: { show: { secretIn: ['address', 'header'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'Event received.',
				path: 'litmos',
			},
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'<b>While you build the workflow</b>, click "Execute step", and have Litmos send to the Test URL: paste it in Litmos under Account Settings > Litmos Features > Webhooks.<br /><br /><b>When it is ready</b>, publish it, and paste the Production URL in Litmos instead.',
				active:
					'<b>While you build the workflow</b>, click "Execute step", and have Litmos send to the Test URL.<br /><br /><b>Your workflow is published</b>: events that Litmos sends to the Production URL start it. They are shown in the list of executions, not here.',
			},
			activationHint:
				'Once you have finished your workflow, publish it to have it run for every event that Litmos sends to the Production URL.',
		},
		properties: panel,
	};

	methods = { credentialTest: { checkSecret } };

	/** Webhooks are set up by hand in Litmos: its API has no call for them. */
	webhookMethods = {
		default: {
			checkExists: async () => true,
			create: async () => true,
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await takeDelivery(this);
	}

	/** The first step of the execution that `webhook` has started. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await addRecords(this)];
	}
}
