/** The only door of the core: what the extension and the tools may use. */
export { cookieKey, type Cookie, type CookieKey, type NameValue, type PartitionKey, type SameSite } from './cookie/cookie';
export { cookieHeader, curlCommand, setCookieLine } from './cookie/copy-forms';
export { cookieDomainsOf, domainMatches, hostOf, isDevHost, isLoopbackHost, siteOf } from './cookie/match';
export { jarDigest } from './crypto/jar-digest';
export { isInScope, type JarScope } from './cookie/scope';
export { refusalOfCookie } from './cookie/refusal';
export type { SetCookie } from './cookie/set-cookie';
export type { WireCookie } from './cookie/wire-cookie';
export type { Payload, Value } from './codec/value';
export { Secret, KeySet, type SecretEncoding, type SecretInput } from './crypto/keys';
export { createKdf, type Kdf } from './crypto/kdf';
export type { Layer, Part, PartRole } from './envelope/layer';
export type { FormatMeta, KeyField, RejectReason, Role, SealedCookie, SettingField, Settings, SettingValue } from './formats/define';
export { createDecodeCache, type DecodeCache } from './decode/cache';
export type { DecodeResult } from './decode/result';
export { canReseal, reseal, type ResealOptions } from './decode/reseal';
export { readStoredRecord, type StoredRecord } from './decode/stored';
export { secretsFromText, type PastedKeys } from './decode/pasted-keys';
export type { JarChange } from './rotation/jar-change';
export { concludeProof, isPlantable, madeUpLike, type PageAnswer, type ProofAnswers, type ProofConclusion, type ProofOutcome, type ProofQuestion } from './rotation/proof';
export { trafficFromHar } from './rotation/har';
export { mergeTraffic } from './rotation/traffic-order';
export { diffPayloads, pathInWords, type PayloadChange } from './rotation/payload-diff';
export type { BodyShape, TrafficEntry } from './rotation/traffic';
export type {
  EventKind, Gap, Mark, Moment, PossibleEvent, RotationVerdict, SessionEvent, StatelessCheck, Timeline, Touch, TouchClass, VerdictMood, VerdictName,
} from './rotation/timeline';
export { severities, type Evidence, type Finding, type FixLine, type RuleOutcome, type Severity, type Waiver } from './audit/finding';
export { testResultsOf } from './audit/proof-results';
export type { TestResult } from './audit/shown-by-test';
export type { AnalyseOptions, SessionCookie, SiteInput, SiteReport } from './report/site';
export { analyse } from './report/analyse';
export { answerOf, type Answer } from './report/answer';
export { markdownReport, type ExportOptions } from './report/markdown';
export { inspectRequest, type InspectRequest } from './report/request';
export { sarifReport, type SarifLog } from './report/sarif';
export { textReport } from './report/text';
export { instantInWords, stateInWords, verdictTitles } from './report/words';
