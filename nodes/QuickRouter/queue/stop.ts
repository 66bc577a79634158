import type { Clock } from '../pace/clock';
import { RequestError, type Facts } from './causes';

/** @throws {RequestError} where the run is stopped, and the request with it */
export function throwIfStopped({ stopped }: Clock, facts: Facts): void {
	if (!stopped) return;
	const { requestId, files } = facts;
	const cause = files ? 'stoppedFinished' : requestId === undefined ? 'stoppedBefore' : 'stopped';
	throw new RequestError(cause, { ...facts, stoppedBy: stopped.by });
}
