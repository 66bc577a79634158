import type { INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod/v4';

/** An entry of a list in the editor. */
export interface Choice<Value extends string = string> extends INodePropertyOptions {
	value: Value;
}

/** Other ways to write the values of choices, in lower case, that QuickRouter's documents or models use. */
export type Spellings<Value extends string> = Readonly<Record<string, Value>>;

/** The value of a choice for which nothing is sent, in a list or in QuickRouter's documents. */
const NOT_SENT = 'default';

/** The value of one of some choices, or nothing where that leaves it to the model. */
export function choiceSchema<const Value extends string>(
	choices: readonly Choice<Value>[],
	spellings: Spellings<Exclude<Value, typeof NOT_SENT>> = {},
) {
	const isSent = (value: Value): value is Exclude<Value, typeof NOT_SENT> => value !== NOT_SENT;
	const values = choices.map(({ value }) => value).filter(isSent);
	const valueOf = (given: unknown) => {
		const value = choiceIn(choices, given);
		const written = typeof value === 'string' ? value.toLowerCase() : '';
		if (written === NOT_SENT) return undefined;
		return Object.hasOwn(spellings, written) ? spellings[written] : value;
	};
	return z.preprocess(valueOf, z.enum(values).optional()).describe(choiceRule(choices));
}

/**
 * The value of a choice that is given by its label, or as a model or another node writes it: in any
 * case, as a ratio of its own ("16x9", "1920x1080", "landscape_16_9"), as a kind of file ("image/png",
 * ".png"). What is none of the choices is given back.
 */
export function choiceIn(choices: readonly INodePropertyOptions[], given: unknown): unknown {
	if (typeof given !== 'string' && typeof given !== 'number') return given;
	const text = String(given)
		.trim()
		.replace(/^(?:image\/|\.)(?=\w)/i, '');
	const meant = plain(text);
	const named = choices.find(
		({ name, value }) => plain(String(value)) === meant || plain(name) === meant,
	);
	if (named) return named.value;
	const ratio = ratioIn(meant);
	return choices.find(({ value }) => value === ratio)?.value ?? text;
}

/** Says of a list what may be chosen, as the editor shows it. */
export function choiceRule(choices: readonly INodePropertyOptions[]): string {
	return `one of ${choices.map(({ name }) => name).join(', ')}`;
}

const plain = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, ' ');

function ratioIn(text: string): string | undefined {
	if (/^square\b/.test(text)) return '1:1';
	const [, shape, ...sides] = /^(?:(landscape|portrait) )?(\d+) ?[ :x×*/] ?(\d+)$/.exec(text) ?? [];
	let [across = 0, down = 0] = sides.map(Number);
	if (across === 0 || down === 0) return undefined;
	if (shape !== undefined) {
		const [long, short] = [Math.max(across, down), Math.min(across, down)];
		[across, down] = shape === 'landscape' ? [long, short] : [short, long];
	}
	const unit = greatestDivisor(across, down);
	return `${across / unit}:${down / unit}`;
}

function greatestDivisor(one: number, other: number): number {
	return other === 0 ? one : greatestDivisor(other, one % other);
}
