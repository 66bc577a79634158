import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { escape } from '../../emulator/escape';
import { sizeOf, type Picture } from './picture';

/** Writes a page that shows all pictures, a row a step; gives the file's path. */
export async function writePage(
	folder: string,
	steps: string[],
	pictures: Picture[],
): Promise<string> {
	const sections = steps.map((step) => {
		const figures = pictures
			.filter((picture) => picture.step === step)
			.map((picture) => {
				const { file, json } = picture;
				const prompt = escape(json.prompt as string);
				const about = `${sizeOf(picture)} · seed ${json.seed as number}`;
				return `<figure><a href="${file}"><img src="${file}" alt="${prompt}"></a><figcaption>${prompt}<small>${about}</small></figcaption></figure>`;
			});
		return `<h2>${step}</h2><div>${figures.join('')}</div>`;
	});
	const file = path.join(folder, 'index.html');
	await writeFile(
		file,
		`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>QuickRouter demo</title>
<style>
	body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #0f172a; background: #f8fafc }
	div { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.5rem }
	figure { margin: 0 }
	img { width: 100%; border-radius: .5rem; box-shadow: 0 1px 4px #0003 }
	small { display: block; color: #64748b }
</style>
<h1>QuickRouter demo</h1>
${sections.join('\n')}
</html>
`,
	);
	return file;
}
