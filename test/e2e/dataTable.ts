import type { Rest } from './rest';

/** Name of a data table and of its columns, which hold text. */
interface Layout {
	name: string;
	columns: string[];
}

/** A row, with n8n's own columns. */
type Row = Record<string, unknown> & { id: number };

/** A data table of n8n's. */
export class DataTable {
	private constructor(
		private readonly rest: Rest,
		private readonly path: string,
	) {}

	/** Whether there is one with this name. */
	static async exists(rest: Rest, name: string): Promise<boolean> {
		const { data } = await rest.get<{ data: { name: string }[] }>(await listOf(rest));
		return data.some((table) => table.name === name);
	}

	static async create(rest: Rest, { name, columns }: Layout, rows: object[]): Promise<DataTable> {
		const list = await listOf(rest);
		const { id } = await rest.post<{ id: string }>(list, {
			name,
			columns: columns.map((column) => ({ name: column, type: 'string' })),
		});
		await rest.post(`${list}/${id}/insert`, { data: rows });
		return new DataTable(rest, `${list}/${id}`);
	}

	/** All rows, in the order in which they came. */
	async rows(): Promise<Row[]> {
		const { data } = await this.rest.get<{ data: Row[] }>(`${this.path}/rows`);
		return data.sort((one, other) => one.id - other.id);
	}

	/** Changes the rows in which the columns have these values. */
	async update(where: Record<string, string>, data: object): Promise<void> {
		const filters = Object.entries(where).map(([columnName, value]) => ({
			columnName,
			condition: 'eq',
			value,
		}));
		await this.rest.call('PATCH', `${this.path}/rows`, { filter: { type: 'and', filters }, data });
	}

	async delete(): Promise<void> {
		await this.rest.call('DELETE', this.path);
	}
}

async function listOf(rest: Rest): Promise<string> {
	const { id } = await rest.get<{ id: string }>('/projects/personal');
	return `/projects/${id}/data-tables`;
}
