// Calls of the JSON API with the browser's cookie and the CSRF token.

/** A refusal of the API (RFC 9457), or a connection that failed (`status` 0). */
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.detail || body.title || "요청을 처리하지 못했습니다. 잠시 뒤 다시 시도해 주세요.");
    this.status = status;
    this.code = body.code || "";
    this.title = body.title || "";
    this.errors = body.errors || [];
    this.requestId = body.requestId || "";
    this.campaignId = body.campaignId || "";
  }
}

const token = () => document.querySelector("meta[name=csrf-token]")?.content || "";

/** For one wish: pressed twice, or sent again after a lost connection, it is done once. */
export const newKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;

/** Sends JSON (or a FormData as it is) and gives back the answer's JSON, or the raw response with `raw`. */
export async function api(method, path, body, { headers = {}, signal, raw = false, keepalive = false } = {}) {
  const isForm = body instanceof FormData;
  const all = { Accept: raw ? "*/*" : "application/json", ...headers };
  if (method !== "GET") all["X-CSRF-Token"] = token();
  if (body !== undefined && !isForm) all["Content-Type"] = "application/json";
  let response;
  try {
    const sent = body === undefined || isForm || typeof body === "string" ? body : JSON.stringify(body);
    response = await fetch(path, { method, headers: all, body: sent, signal, keepalive, credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, { detail: "서버에 연결하지 못했습니다. 인터넷 연결을 확인하고 다시 시도해 주세요. 입력한 내용은 그대로 있습니다." });
  }
  if (response.ok) return raw ? response : response.status === 204 ? null : response.json().catch(() => null);
  const problem = new Problem(response.status, await response.json().catch(() => ({})));
  if (response.status === 401 && document.body.dataset.page !== "login") {
    location.assign(`/login?reason=expired&next=${encodeURIComponent(location.pathname)}`);
  }
  throw problem;
}
