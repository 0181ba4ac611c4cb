// node main.mjs PAGE [PORT]: the mock server by hand, with something happening every few seconds.
import { serve } from './server.mjs';

const server = await serve({ page: process.argv[2], port: Number(process.argv[3] ?? 0) });
console.log(server.url);
setInterval(() => server.place(), 3000);
