import { requireInstalled } from './installed';
import type { Summary } from './summary';

interface Vega {
	parse: (spec: object) => object;
	View: new (runtime: object, options: { renderer: 'none' }) => { toSVG: () => Promise<string> };
}

interface VegaLite {
	compile: (spec: object) => { spec: object };
}

const SHOWN = ['1 typical', '20 typical', '100 typical', '100 typical, 20 at once over 10'];

/** Draws total time and calls of all contenders, as an SVG. */
export async function plot(summaries: Summary[]): Promise<string> {
	const vega = requireInstalled('vega') as Vega;
	const vegaLite = requireInstalled('vega-lite') as VegaLite;
	const values = summaries.filter(
		({ scenario, error }) => SHOWN.includes(scenario) && error === undefined,
	);
	const bars = (field: keyof Summary, title: string) => ({
		title,
		width: 260,
		mark: { type: 'bar', height: { band: 0.7 } },
		encoding: {
			row: {
				field: 'scenario',
				title: null,
				sort: SHOWN,
				header: { labelAngle: 0, labelAlign: 'left' },
			},
			y: { field: 'contender', type: 'nominal', title: null, sort: null },
			x: { field, type: 'quantitative', title: null, scale: { type: 'log' } },
			color: {
				condition: { test: "datum.contender === 'QuickRouter node'", value: '#6c4df6' },
				value: '#b8b8c4',
			},
		},
		resolve: { scale: { y: 'independent' } },
	});
	const { spec } = vegaLite.compile({
		background: 'white',
		data: { values },
		hconcat: [
			bars('overBound', 'Total time, 1 = no client can be faster'),
			bars('callsPerRequest', 'Calls per request'),
		],
	});
	return await new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
}
