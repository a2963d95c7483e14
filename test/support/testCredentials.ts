import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	ICredentials,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IDataObject,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers } from 'n8n-workflow';

/** n8n's credentials helper without a database: the real credential classes, values from the test. */
export class TestCredentials extends ICredentialsHelper {
	constructor(
		private readonly types: Record<string, ICredentialType>,
		private readonly values: Record<string, IDataObject>,
	) {
		super();
	}

	/** The stored values with the defaults of the credential type's fields, as n8n hands them out. */
	withDefaults(type: string, values: IDataObject): ICredentialDataDecryptedObject {
		const filled = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			values as INodeParameters,
			true,
			false,
			null,
			null,
		);
		return { allowedHttpRequestDomains: 'all', ...filled } as ICredentialDataDecryptedObject;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		{ name }: INodeCredentialsDetails,
		type: string,
		mode?: WorkflowExecuteMode,
		executeData?: IExecuteData,
		_raw?: boolean,
		resolving?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const values = this.values[`${type}/${name}`] ?? this.values[type];
		if (!values) throw new Error(`The test gave the engine no credential of type "${type}"`);
		const filled = this.withDefaults(type, values);
		const hasExpressions = Object.values(filled).some((value) => String(value).startsWith('='));
		if (!hasExpressions || !resolving || !mode) return filled;
		// As n8n does it: an expression in a credential sees the item.
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } =
			resolving;
		return workflow.expression.getParameterValue(
			filled as INodeParameters,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			{},
			executeData,
		) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const type = this.type(typeName);
		if (typeof type.authenticate !== 'function') {
			throw new Error(`The harness knows only credentials with an authenticate method`);
		}
		return await type.authenticate(credentials, requestOptions as IHttpRequestOptions);
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.type(type).properties;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async preAuthentication(): Promise<undefined> {}

	async runPreAuthentication(): Promise<undefined> {}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('The harness stores no credentials');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	private type(name: string): ICredentialType {
		const type = this.types[name];
		if (!type) throw new Error(`The package has no credential type "${name}"`);
		return type;
	}
}
