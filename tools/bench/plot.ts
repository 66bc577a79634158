import { OURS } from './contenders/contender';
import { requireInstalled } from './installed';
import type { Summary } from './summary';

interface Vega {
	parse: (spec: object) => object;
	View: new (runtime: object, options: { renderer: 'none' }) => { toSVG: () => Promise<string> };
}

interface VegaLite {
	compile: (spec: object) => { spec: object };
}

const SHOWN = [
	'1 steady, after twenty',
	'20 typical',
	'100 typical',
	'200 typical, 100 at once over 10',
];

/** Draws total time and calls of all contenders, as an SVG. */
export async function plot(summaries: Summary[]): Promise<string> {
	const vega = requireInstalled('vega') as Vega;
	const vegaLite = requireInstalled('vega-lite') as VegaLite;
	const values = summaries.filter(
		({ scenario, error }) => SHOWN.includes(scenario) && error === undefined,
	);
	const bars = (field: keyof Summary, title: string) => {
		const y = {
			field: 'contender',
			type: 'nominal',
			title: null,
			sort: null,
			axis: { labelLimit: 200, ticks: false, domain: false },
		};
		const x = { field, type: 'quantitative', title: null, scale: { type: 'log' }, axis: null };
		const color = {
			condition: { test: `datum.contender === '${OURS}'`, value: '#6c4df6' },
			value: '#b8b8c4',
		};
		return {
			title,
			facet: {
				row: {
					field: 'scenario',
					title: null,
					sort: SHOWN,
					header: {
						labelAngle: 0,
						labelAlign: 'left',
						labelOrient: 'top',
						labelFontWeight: 'bold',
					},
				},
			},
			spec: {
				width: 240,
				height: { step: 18 },
				view: { stroke: null },
				layer: [
					// A logarithm has no zero: bars begin at 1
					{
						mark: { type: 'bar', height: { band: 0.7 } },
						encoding: { y, x, x2: { datum: 1 }, color },
					},
					{
						mark: { type: 'text', align: 'left', dx: 4, fontSize: 10 },
						encoding: { y, x, text: { field, format: '.2f' } },
					},
				],
			},
			resolve: { scale: { y: 'independent' } },
		};
	};
	const { spec } = vegaLite.compile({
		background: 'white',
		data: { values },
		hconcat: [
			bars('overBound', 'Total time over the least that the relay needs'),
			bars('callsPerRequest', 'Calls per request'),
		],
	});
	return await new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
}
