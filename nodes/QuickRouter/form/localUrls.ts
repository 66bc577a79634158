import { isRecord } from '../shared/values';
import { isLocal, webUrlOf } from '../shared/webUrl';
import { labelOf } from './field';
import type { Form } from './form';

/**
 * Says which values are URLs that only this machine or a private network can reach. QuickRouter
 * cannot, unless it is there itself.
 */
export function localUrlsIn(form: Form, values: Record<string, unknown>): string[] {
	const fields = Object.entries({ ...form.fields, ...form.additionalFields });
	return fields.flatMap(([name, field]) => {
		const value = values[name];
		if (!field.loadsUrls || value === undefined) return [];
		const list: unknown[] = Array.isArray(value) ? value : [value];
		return list.flatMap((one, index) => {
			const host = localHostIn(one);
			if (host === undefined) return [];
			const place = field.entry?.placeOf(index, list.length) ?? `'${labelOf(field)}'`;
			return [
				`${place} is on ${host}, which QuickRouter cannot reach: use a public URL, or Binary Data for an image`,
			];
		});
	});
}

function localHostIn(value: unknown): string | undefined {
	if (isRecord(value)) return localHostIn(value.path);
	const url = typeof value === 'string' ? webUrlOf(value) : undefined;
	return url && isLocal(url) ? url.host : undefined;
}
