import type { Endpoint } from './endpoint';
import { flux1Dev } from './image/flux1Dev';
import { fluxLora } from './image/fluxLora';
import { fluxLoraImageToImage } from './image/fluxLoraImageToImage';
import { fluxLoraInpainting } from './image/fluxLoraInpainting';
import { fluxProKontext } from './image/fluxProKontext';
import { fluxProKontextMax } from './image/fluxProKontextMax';
import { fluxProKontextMaxMulti } from './image/fluxProKontextMaxMulti';
import { fluxProKontextTextToImage } from './image/fluxProKontextTextToImage';
import { imagen4Preview } from './image/imagen4Preview';
import { nanoBanana } from './image/nanoBanana';
import { nanoBananaEdit } from './image/nanoBananaEdit';
import { qwenImageEditPlus } from './image/qwenImageEditPlus';
import { seedreamV4Edit } from './image/seedreamV4Edit';
import { seedreamV4TextToImage } from './image/seedreamV4TextToImage';
import { klingImageToVideo } from './video/klingImageToVideo';
import { klingTextToVideo } from './video/klingTextToVideo';
import { veo3 } from './video/veo3';
import { veo3Fast } from './video/veo3Fast';
import { veo3FastImageToVideo } from './video/veo3FastImageToVideo';
import { veo3ImageToVideo } from './video/veo3ImageToVideo';

/** What can be generated, by name as the editor lists it. CONTRIBUTING says what a new one needs. */
export const endpoints: readonly Endpoint[] = [
	fluxProKontextMax,
	fluxProKontextMaxMulti,
	fluxProKontext,
	nanoBananaEdit,
	qwenImageEditPlus,
	seedreamV4Edit,
	fluxLoraImageToImage,
	fluxLora,
	flux1Dev,
	fluxProKontextTextToImage,
	imagen4Preview,
	nanoBanana,
	seedreamV4TextToImage,
	fluxLoraInpainting,
	klingImageToVideo,
	veo3ImageToVideo,
	veo3FastImageToVideo,
	klingTextToVideo,
	veo3,
	veo3Fast,
];
