const MINUTE_MS = 60_000;

/** A poll that goes on for longer by this machine's clock is given up. n8n gives 5 minutes to one. */
const LONGEST_MS = 15 * MINUTE_MS;

/** Polls under way: n8n begins the next one whether or not the last has ended. */
const underWay = new Map<string, { began: number }>();

/** The right of one poll to emit and to keep its state. */
export interface Turn {
	/** Whether no other poll has taken over. */
	isMine: () => boolean;
	end: () => void;
}

/** Undefined while another poll of that name is under way and has not been given up. */
export function takeTurn(name: string): Turn | undefined {
	const now = Date.now();
	const other = underWay.get(name);
	if (other && Math.abs(now - other.began) < LONGEST_MS) return undefined;
	const mine = { began: now };
	underWay.set(name, mine);
	const isMine = (): boolean => underWay.get(name) === mine;
	return { isMine, end: () => void (isMine() && underWay.delete(name)) };
}
