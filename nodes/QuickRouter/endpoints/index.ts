import type { Endpoint } from './endpoint';
import { flux1Dev } from './flux1Dev';
import { fluxLora } from './fluxLora';
import { fluxLoraImageToImage } from './fluxLoraImageToImage';
import { fluxProKontext } from './fluxProKontext';
import { fluxProKontextTextToImage } from './fluxProKontextTextToImage';

/** What can be generated, in the order of the editor. A new endpoint is a file and a line here. */
export const endpoints: readonly Endpoint[] = [
	flux1Dev,
	fluxProKontext,
	fluxProKontextTextToImage,
	fluxLora,
	fluxLoraImageToImage,
];
