// Runs n8n's scanner offline over a folder: node scan.mjs FOLDER sources|package
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder, kind] = process.argv.slice(2);
const patterns = kind === 'sources' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
const { passed, message, details } = await analyzePackage(folder, patterns);
console.log(passed ? 'passed' : `${message}\n${details ?? ''}`);
process.exitCode = passed ? 0 : 1;
