import { MultiBar, Presets, type SingleBar } from 'cli-progress';

const MESSAGE = /^(\d+) of (\d+) ready, (\d+) running$/;

/** A bar for each step, fed with what the node writes to the editor's console. */
export class ProgressBars {
	private readonly bars: MultiBar | undefined;
	private readonly byStep = new Map<string, SingleBar>();

	constructor(steps: string[], total: number) {
		if (!process.stdout.isTTY) return;
		const format = '{step} {bar} {value} done · {running} running · {waiting} waiting';
		this.bars = new MultiBar({ format, hideCursor: true }, Presets.shades_classic);
		for (const step of steps) {
			const payload = { step: step.padEnd(8), running: 0, waiting: total };
			this.byStep.set(step, this.bars.create(total, 0, payload));
		}
	}

	update(step: string, message: string): void {
		const [, ready, total, running] = (MESSAGE.exec(message) ?? []).map(Number);
		if (ready === undefined || total === undefined || running === undefined) return;
		const waiting = total - ready - running;
		const bar = this.byStep.get(step);
		if (bar) {
			bar.setTotal(total);
			bar.update(ready, { running, waiting });
		} else {
			const line = `${ready} done, ${running} running, ${waiting} waiting`;
			console.log(`${step.padEnd(8)} ${line}`);
		}
	}

	stop(): void {
		this.bars?.stop();
		console.log('');
	}
}
