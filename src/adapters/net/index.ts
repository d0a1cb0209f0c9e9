export { createHttp } from './http.ts';
export type { Http, HttpLimits, HttpOptions, HttpRequest, HttpResponse } from './http.ts';
export { HttpProblem } from './problem.ts';
export type { HttpFault } from './problem.ts';
