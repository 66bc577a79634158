import type { Endpoint } from './endpoint';
import { flux1Dev } from './flux1Dev';
import { fluxLora } from './fluxLora';
import { fluxLoraImageToImage } from './fluxLoraImageToImage';
import { fluxProKontext } from './fluxProKontext';
import { fluxProKontextTextToImage } from './fluxProKontextTextToImage';

/** What can be generated, by name as the editor lists it. A new endpoint is a file and a line here. */
export const endpoints: readonly Endpoint[] = [
	fluxLora,
	fluxLoraImageToImage,
	flux1Dev,
	fluxProKontext,
	fluxProKontextTextToImage,
];
