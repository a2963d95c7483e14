import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class LitmosWebhookApi implements ICredentialType {
	name = 'litmosWebhookApi';

	displayName = 'Litmos Webhook Secret API';

	icon: Icon = { light: 'file:../icons/litmos.svg', dark: 'file:../icons/litmos.dark.svg' };

	documentationUrl =
		'https://n8n-nodes-litmos.github.io/n8n-nodes-litmos/triggers.html#litmos-webhook-trigger';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'At least 16 letters and digits of your choice, without spaces. Litmos must send the same secret, for example at the end of the URL: ?secret=…',
		},
	];
}
