/** What a person's network needs: a proxy, certificates of a company. */
const KEPT =
	/^(https?_proxy|all_proxy|node_extra_ca_certs|ssl_cert_file|systemroot|te?mp|tmpdir)$/i;
const LOCAL = 'localhost,127.0.0.1,::1';

/**
 * The person's own network for n8n, and nothing else of the environment: settings for another n8n
 * may be in it. The sandbox is never asked for through a proxy.
 */
export function network(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const kept = Object.entries(env).filter(([name]) => KEPT.test(name));
	const without = env.NO_PROXY ?? env.no_proxy;
	const local = without ? `${without},${LOCAL}` : LOCAL;
	return {
		...Object.fromEntries(kept),
		NO_PROXY: local,
		no_proxy: local,
		GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
	};
}
