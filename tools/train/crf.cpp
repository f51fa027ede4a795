// Learns a linear-chain CRF from the sequences that extract.ts writes; AdaGrad with L1, one thread, deterministic.
//
//   crf DATA OUT [key=value …]
//
// Texts whose labels are known only in part carry a set of allowed labels per unit; the learner then maximises the
// probability of all labellings within the sets (a "constrained lattice").
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cmath>
#include <string>
#include <vector>
#include <map>
#include <algorithm>
#include <unordered_map>
#include <chrono>
using namespace std;

static const int L = 11, P = 16;
enum { O, oB, oI, oE, oS, pB, pI, pE, lB, lI, lE };
static bool mayFollow(int a, int b) {
  bool inside = b == oI || b == oE;
  if (a == oB || a == oI) return inside;
  if (inside) return false;
  if (a == pB || a == pI) return b == pI || b == pE;
  if (b == pI) return false;
  if (a == lB || a == lI) return b == lI || b == lE;
  return b != lI;
}
static bool mayStart(int b) { return mayFollow(O, b); }
static bool mayEnd(int a) { return mayFollow(a, O); }

struct Seq { int n, domain, group; float weight; vector<uint8_t> gold; vector<uint16_t> mask; vector<int> off; vector<uint32_t> f; vector<uint8_t> fam; };

struct Row { float w[P]; float g[P]; float u[P]; int32_t last; };  // weight, squared gradient, average accumulator

static map<string, double> opt;
static double arg(const char* k, double d) { auto it = opt.find(k); return it == opt.end() ? d : it->second; }

struct Model {
  vector<float> W, G, A; vector<int> last; size_t F;
  float T[L][L], TG[L][L], TA[L][L];
  float TD[L][L];
};

static uint64_t rngState = 88172645463325252ull;
static uint64_t rng() { rngState ^= rngState << 13; rngState ^= rngState >> 7; rngState ^= rngState << 17; return rngState; }

struct Span { int s, e; };
static vector<Span> spansOf(const uint8_t* y, int n) {
  vector<Span> r; int st = -1;
  for (int i = 0; i < n; i++) {
    if (y[i] == oS) { r.push_back({i, i + 1}); st = -1; }
    else if (y[i] == oB) st = i;
    else if (y[i] == oE) { if (st >= 0) r.push_back({st, i + 1}); st = -1; }
    else if (y[i] != oI) st = -1;
  }
  return r;
}

static void viterbi(const vector<float>& e, const float T[L][L], int n, vector<uint8_t>& y, float obias) {
  vector<float> s(n * L); vector<uint8_t> b(n * L);
  for (int i = 0; i < n; i++) for (int l = 0; l < L; l++) {
    float em = e[i * P + l] + (l == oB || l == oS ? obias : 0);
    if (i == 0) { s[l] = mayStart(l) ? em : -1e30f; continue; }
    float best = -1e30f; int from = 0;
    for (int k = 0; k < L; k++) if (mayFollow(k, l)) { float v = s[(i - 1) * L + k] + T[k][l]; if (v > best) { best = v; from = k; } }
    s[i * L + l] = best + em; b[i * L + l] = from;
  }
  y.resize(n); if (!n) return;
  int at = 0; float best = -1e30f;
  for (int l = 0; l < L; l++) if (mayEnd(l) && s[(n - 1) * L + l] > best) { best = s[(n - 1) * L + l]; at = l; }
  for (int i = n - 1; i >= 0; i--) { y[i] = at; at = b[i * L + at]; }
}

int main(int argc, char** argv) {
  const char* supportFile = nullptr;
  for (int i = 3; i < argc; i++) { string s = argv[i]; auto p = s.find('='); if (s.compare(0, 8, "support=") == 0) { supportFile = argv[i] + 8; continue; } opt[s.substr(0, p)] = atof(s.c_str() + p + 1); }
  const int epochs = arg("epochs", 12); const float lr0 = arg("lr", 0.03), l1 = arg("l1", 2e-5), eps = arg("eps", 1e-2);
  const int hold = arg("hold", -1); const int minCount = arg("min", 2); const float pw = arg("pw", 1.0);
  const float drop = arg("drop", 0); const int useDelta = arg("delta", 1); const int useProduct = arg("product", 1), useThainer = arg("thainer", 1);
  const float obias = arg("obias", 0); const int avgFrom = arg("avg", 4);
  rngState += (uint64_t)arg("seed", 1) * 7919; for (int i = 0; i < 20; i++) rng();
  vector<Seq> seqs; FILE* f = fopen(argv[1], "rb"); if (!f) return 2;
  int head[4];
  while (fread(head, 4, 4, f) == 4) {
    Seq s; s.n = head[0]; s.domain = head[1]; s.group = head[2]; int tot = head[3];
    if (fread(&s.weight, 4, 1, f) != 1) return 2;
    s.gold.resize(s.n); s.mask.resize(s.n); s.off.resize(s.n + 1); s.f.resize(tot);
    size_t ok = fread(s.gold.data(), 1, s.n, f); ok += fread(s.mask.data(), 2, s.n, f); ok += fread(s.off.data(), 4, s.n + 1, f); ok += fread(s.f.data(), 4, tot, f); s.fam.resize(tot); ok += fread(s.fam.data(), 1, tot, f);
    seqs.push_back(move(s));
  }
  fclose(f);
  auto trains = [&](const Seq& s) { if (s.domain == 1 && !useProduct) return false; if (s.domain == 0 && !useThainer) return false; return s.group == 0 || (s.group >= 10 && s.group != 10 + hold); };
  // feature dictionary: an open-addressing table of keys that occur often enough in training
  size_t cap = 1 << 25; vector<uint32_t> key(cap, 0); vector<int> cnt(cap, 0); size_t distinct = 0;
  auto slotOf = [&](uint32_t k) { size_t h = (k * 2654435761u) & (cap - 1); h = (h ^ (k >> 7)) & (cap - 1); while (cnt[h] && key[h] != k) h = (h + 1) & (cap - 1); return h; };
  for (auto& s : seqs) if (trains(s)) for (auto k : s.f) { size_t h = slotOf(k); if (!cnt[h]) { key[h] = k; distinct++; } cnt[h] += 1; }
  vector<int> id(cap, -1); vector<uint32_t> keys; 
  unordered_map<uint32_t, int> support;
  if (supportFile) { FILE* sf = fopen(supportFile, "rb"); if (!sf) return 2; uint32_t hd[2]; float t[L * L]; size_t ok = fread(hd, 4, 2, sf) + fread(t, 4, L * L, sf); uint32_t kd[2]; float w[L]; while (fread(kd, 4, 2, sf) == 2 && fread(w, 4, L, sf) == (size_t)L) support[kd[0]] |= kd[1] ? 2 : 1; fclose(sf); if (!ok) return 2; }
  for (size_t h = 0; h < cap; h++) if (cnt[h] && (support.empty() ? cnt[h] >= minCount : support.count(key[h]) > 0)) { id[h] = keys.size(); keys.push_back(key[h]); }
  // with a support file (an earlier run's output) only its rows are learned
  size_t F0 = keys.size(); fprintf(stderr, "%zu texts, %zu distinct features, %zu kept\n", seqs.size(), distinct, F0);
  // product deltas: a second row for features that occur in the product's training texts
  vector<int> delta(F0, -1); size_t F = F0;
  for (auto& s : seqs) {
    vector<uint32_t> nf; vector<uint8_t> nm; vector<int> no(s.n + 1, 0);
    for (int i = 0; i < s.n; i++) { for (int j = s.off[i]; j < s.off[i + 1]; j++) { size_t h = slotOf(s.f[j]); if (cnt[h] && id[h] >= 0) { nf.push_back(id[h]); nm.push_back(s.fam[j]); } } no[i + 1] = nf.size(); }
    s.f.swap(nf); s.fam.swap(nm); s.off.swap(no);
    if (useDelta && s.domain == 1 && trains(s)) for (auto k : s.f) if (delta[k] < 0 && (support.empty() || support[keys[k]] & 2)) delta[k] = F++;
  }
  { vector<uint32_t>().swap(key); vector<int>().swap(cnt); vector<int>().swap(id); }
  fprintf(stderr, "%zu rows\n", F);
  Model m; m.F = F; m.W.assign(F * P, 0); m.G.assign(F * P, 0); m.A.assign(F * P, 0); m.last.assign(F, 0);
  memset(m.T, 0, sizeof m.T); memset(m.TG, 0, sizeof m.TG); memset(m.TA, 0, sizeof m.TA);
  vector<int> order; for (size_t i = 0; i < seqs.size(); i++) if (trains(seqs[i])) order.push_back(i);
  // long texts are learned from in pieces of about `piece` units
  struct Piece { int seq, from, to; }; vector<Piece> pieces; const int piece = arg("piece", 150);
  for (int q : order) { auto& s = seqs[q]; int from = 0; while (from < s.n) { int to = min(s.n, from + piece); while (to < s.n && !(s.gold[to - 1] == O && s.gold[to] == O)) to++; if (s.n - to < 20) to = s.n; pieces.push_back({q, from, to}); from = to; } }
  const double famDrop = arg("famdrop", 0); const int famMask = arg("fammask", 2); const int pruneAt = arg("pruneat", -1); const size_t maxRows = arg("rows", 120000); float l1now = l1;
  const float D0 = arg("deltascale", 1.0);
  long step = 0; int avgCount = 0;
  vector<float> em, al, be, p, q; vector<vector<float>> fin;
  auto emissions = [&](const Seq& s, int from, int to, const vector<float>& W, bool dropout, vector<float>& em, int famOut = 0) {
    int n = to - from; em.assign(n * P, 0);
    uint64_t salt = rng(); float keep = dropout ? 1 / (1 - drop) : 1;
    for (int i = 0; i < n; i++) for (int j = s.off[from + i]; j < s.off[from + i + 1]; j++) {
      uint32_t k = s.f[j]; if (famOut >> s.fam[j] & 1) continue;
      if (dropout && drop > 0) { uint64_t h = (k * 0x9E3779B97F4A7C15ull) ^ salt; h ^= h >> 29; h *= 0xBF58476D1CE4E5B9ull; h ^= h >> 32; if ((h & 0xffff) < drop * 65536) continue; }
      const float* w = &W[(size_t)k * P]; for (int l = 0; l < P; l++) em[i * P + l] += keep * w[l];
      if (s.domain == 1 && delta[k] >= 0) { const float* d = &W[(size_t)delta[k] * P]; for (int l = 0; l < P; l++) em[i * P + l] += keep * D0 * d[l]; }
    }
    return salt;
  };
  auto forward = [&](const vector<float>& em, const float E[L][L], int n, const uint16_t* mask, vector<float>& marg, float tr[L][L], float sign) -> double {
    // scaled forward-backward in the probability domain
    al.assign(n * P, 0); be.assign(n * P, 0); vector<float> x(n * P), sc(n); double logz = 0;
    for (int i = 0; i < n; i++) { float mx = -1e30f; for (int l = 0; l < L; l++) mx = max(mx, em[i * P + l]); for (int l = 0; l < L; l++) x[i * P + l] = (mask && !(mask[i] >> l & 1)) ? 0 : expf(em[i * P + l] - mx); logz += mx; }
    for (int i = 0; i < n; i++) {
      float z = 0;
      for (int l = 0; l < L; l++) { float v = 0; if (i == 0) v = mayStart(l) ? 1 : 0; else for (int k = 0; k < L; k++) v += al[(i - 1) * P + k] * E[k][l]; v *= x[i * P + l]; al[i * P + l] = v; z += v; }
      if (!(z > 0)) return NAN;
      sc[i] = z; for (int l = 0; l < L; l++) al[i * P + l] /= z; logz += log((double)z);
    }
    double ze = 0; for (int l = 0; l < L; l++) { be[(n - 1) * P + l] = mayEnd(l) ? 1 : 0; ze += al[(n - 1) * P + l] * be[(n - 1) * P + l]; }
    if (!(ze > 0)) return NAN; logz += log(ze);
    for (int l = 0; l < L; l++) be[(n - 1) * P + l] /= ze;
    for (int i = n - 2; i >= 0; i--) for (int k = 0; k < L; k++) { float v = 0; for (int l = 0; l < L; l++) v += E[k][l] * x[(i + 1) * P + l] * be[(i + 1) * P + l]; be[i * P + k] = v / sc[i + 1]; }
    for (int i = 0; i < n; i++) for (int l = 0; l < L; l++) marg[i * P + l] += sign * al[i * P + l] * be[i * P + l];
    for (int i = 1; i < n; i++) for (int k = 0; k < L; k++) for (int l = 0; l < L; l++) tr[k][l] += sign * al[(i - 1) * P + k] * E[k][l] * x[i * P + l] * be[i * P + l] / sc[i];
    return logz;
  };
  auto evaluate = [&](const vector<float>& W, const float T[L][L], int group, float bias, const char* tag) {
    int tp = 0, np = 0, ng = 0; vector<uint8_t> y;
    for (auto& s : seqs) if (s.group == group && s.n) { emissions(s, 0, s.n, W, false, em); viterbi(em, T, s.n, y, bias); auto a = spansOf(y.data(), s.n), b = spansOf(s.gold.data(), s.n); np += a.size(); ng += b.size(); for (auto& u : a) for (auto& v : b) if (u.s == v.s && u.e == v.e) tp++; }
    if (ng) fprintf(stderr, "  %s P %.3f R %.3f F1 %.4f", tag, tp / max(1.0, (double)np), tp / (double)ng, 2.0 * tp / (np + ng));
  };
  auto t0 = chrono::steady_clock::now();
  for (int ep = 0; ep < epochs; ep++) {
    for (size_t i = pieces.size(); i > 1; i--) swap(pieces[i - 1], pieces[rng() % i]);
    double loss = 0; long bad = 0; float lr = lr0 * (arg("decay", 0) ? 1.0f - 0.9f * ep / max(1, epochs - 1) : 1.0f);
    for (auto& pc : pieces) {
      auto& s = seqs[pc.seq]; int n = pc.to - pc.from; step++;
      float sw = s.weight * (s.domain == 1 ? pw : 1.0f);
      float E[L][L]; for (int a = 0; a < L; a++) for (int b = 0; b < L; b++) E[a][b] = mayFollow(a, b) ? expf(m.T[a][b]) : 0;
      // lazily shrink before reading
      for (int j = s.off[pc.from]; j < s.off[pc.to]; j++) {
        uint32_t ks[2] = {s.f[j], s.domain == 1 && delta[s.f[j]] >= 0 ? (uint32_t)delta[s.f[j]] : ~0u};
        for (uint32_t k : ks) if (k != ~0u && m.last[k] < step) {
          float c = lr * l1now * (step - m.last[k]) * (k >= F0 ? (float)arg("deltal1", 1.0) : 1.0f); if (m.last[k] == 0) c = 0; m.last[k] = step;
          float* w = &m.W[(size_t)k * P]; float* g = &m.G[(size_t)k * P];
          for (int l = 0; l < P; l++) { float t = c / (sqrtf(g[l]) + eps); float a = fabsf(w[l]) - t; w[l] = a > 0 ? copysignf(a, w[l]) : 0; }
        }
      }
      int famOut = 0; if (famDrop > 0) { double r = (rng() >> 11) * (1.0 / 9007199254740992.0); if (r < famDrop) famOut = famMask; }
      uint64_t salt = emissions(s, pc.from, pc.to, m.W, true, em, famOut);
      vector<float> grad(n * P, 0); float tr[L][L] = {};
      double a = forward(em, E, n, nullptr, grad, tr, -1), b = forward(em, E, n, &s.mask[pc.from], grad, tr, 1);
      if (std::isnan(a) || std::isnan(b)) { bad++; continue; }
      loss += a - b;
      for (int i = 0; i < n; i++) {
        float* gr = &grad[i * P]; float big = 0; for (int l = 0; l < L; l++) { gr[l] *= sw; big = max(big, fabsf(gr[l])); }
        if (big < 1e-4f) continue;
        float sq[P], gg[P]; for (int l = 0; l < P; l++) { gg[l] = l < L ? gr[l] : 0; sq[l] = gg[l] * gg[l]; }
        for (int j = s.off[pc.from + i]; j < s.off[pc.from + i + 1]; j++) {
          uint32_t k = s.f[j]; if (famOut >> s.fam[j] & 1) continue;
          if (drop > 0) { uint64_t h = (k * 0x9E3779B97F4A7C15ull) ^ salt; h ^= h >> 29; h *= 0xBF58476D1CE4E5B9ull; h ^= h >> 32; if ((h & 0xffff) < drop * 65536) continue; }
          float* w = &m.W[(size_t)k * P]; float* g = &m.G[(size_t)k * P];
          for (int l = 0; l < P; l++) { g[l] += sq[l]; w[l] += lr * gg[l] / (sqrtf(g[l]) + eps); }
          if (s.domain == 1 && delta[k] >= 0) { k = delta[k]; float* w = &m.W[(size_t)k * P]; float* g = &m.G[(size_t)k * P]; for (int l = 0; l < P; l++) { float x = gg[l] * D0; g[l] += x * x; w[l] += lr * x / (sqrtf(g[l]) + eps); } }
        }
      }
      for (int a = 0; a < L; a++) for (int b = 0; b < L; b++) if (mayFollow(a, b)) { float g = tr[a][b] * sw; m.TG[a][b] += g * g; m.T[a][b] += lr * g / (sqrtf(m.TG[a][b]) + eps); }
    }
    // bring all rows up to date, then average the ends of the epochs
    for (size_t k = 0; k < F; k++) { float c = lr * l1now * (step - m.last[k]) * (k >= F0 ? (float)arg("deltal1", 1.0) : 1.0f); if (m.last[k] == 0) c = 0; m.last[k] = step; float* w = &m.W[k * P]; float* g = &m.G[k * P]; for (int l = 0; l < P; l++) { float t = c / (sqrtf(g[l]) + eps); float a = fabsf(w[l]) - t; w[l] = a > 0 ? copysignf(a, w[l]) : 0; } }
    if (ep + 1 == pruneAt) {
      vector<float> size(F); for (size_t k = 0; k < F; k++) { float x = 0; for (int l = 0; l < L; l++) x = max(x, fabsf(m.W[k * P + l])); size[k] = x; }
      float bar = 0.01f; if (F > maxRows) { vector<float> t = size; nth_element(t.begin(), t.begin() + maxRows, t.end(), greater<float>()); bar = max(bar, t[maxRows]); }
      vector<int> to(F, -1); size_t at = 0; size_t newF0 = 0;
      for (size_t k = 0; k < F; k++) { if (k == F0) newF0 = at; if (size[k] >= bar) { to[k] = at; if (at != k) { memcpy(&m.W[at * P], &m.W[k * P], P * 4); memcpy(&m.G[at * P], &m.G[k * P], P * 4); m.last[at] = m.last[k]; if (k < F0) { keys[at] = keys[k]; } } at++; } }
      if (F == F0) newF0 = at;
      // a delta row needs its base row's number: rows without a base weight keep a zero base by being dropped with it
      vector<int> nd(newF0, -1); for (size_t k = 0; k < F0; k++) if (to[k] >= 0 && delta[k] >= 0 && to[delta[k]] >= 0) nd[to[k]] = to[delta[k]];
      for (auto& s : seqs) { size_t o = 0; int b = 0; for (int i = 0; i < s.n; i++) { int e = s.off[i + 1]; for (int j = b; j < e; j++) if (to[s.f[j]] >= 0) { s.f[o] = to[s.f[j]]; s.fam[o] = s.fam[j]; o++; } b = e; s.off[i + 1] = o; } s.f.resize(o); s.fam.resize(o); }
      delta.swap(nd); F0 = newF0; F = m.F = at; m.W.resize(F * P); m.G.resize(F * P); m.last.resize(F); m.A.assign(F * P, 0); memset(m.TA, 0, sizeof m.TA); avgCount = 0; l1now = l1 * arg("l1after", 0.1);
      fprintf(stderr, " pruned to %zu rows (bar %.3f)", F, bar);
    }
    if (ep >= avgFrom && ep + 1 != pruneAt) { avgCount++; for (size_t i = 0; i < F * P; i++) m.A[i] += m.W[i]; for (int a = 0; a < L; a++) for (int b = 0; b < L; b++) m.TA[a][b] += m.T[a][b]; }
    size_t nz = 0, rows = 0; for (size_t k = 0; k < F; k++) { bool any = false; for (int l = 0; l < L; l++) if (fabsf(m.W[k * P + l]) > 0.01f) { nz++; any = true; } rows += any; }
    fprintf(stderr, "epoch %d loss %.0f bad %ld nz %zu rows %zu %.0fs", ep + 1, loss, bad, nz, rows, chrono::duration<double>(chrono::steady_clock::now() - t0).count());
    if (ep % 4 == 3 || ep == epochs - 1) { evaluate(m.W, m.T, 1, obias, "thainer-dev"); if (hold >= 0) evaluate(m.W, m.T, 10 + hold, obias, "fold"); evaluate(m.W, m.T, 2, obias, "gold-dev"); }
    fprintf(stderr, "\n");
  }
  vector<float> W = m.W; float T[L][L]; memcpy(T, m.T, sizeof T);
  if (avgCount) { for (size_t i = 0; i < F * P; i++) W[i] = m.A[i] / avgCount; for (int a = 0; a < L; a++) for (int b = 0; b < L; b++) T[a][b] = m.TA[a][b] / avgCount; }
  const float prune = arg("prune", 0.01); size_t nz = 0, rows = 0;
  for (size_t k = 0; k < F; k++) { bool any = false; for (int l = 0; l < P; l++) { float& w = W[k * P + l]; if (fabsf(w) < prune) w = 0; else { nz++; any = true; } } rows += any; }
  fprintf(stderr, "averaged nz %zu rows %zu", nz, rows);
  for (float b : {0.0f, 0.5f, 1.0f, 1.5f, 2.0f}) { char t[40]; snprintf(t, 40, "\n b %.1f thainer", b); evaluate(W, T, 1, b, t); if (hold >= 0) evaluate(W, T, 10 + hold, b, "fold"); evaluate(W, T, 2, b, "gold-dev"); }
  fprintf(stderr, "\n");
  FILE* out = fopen(argv[2], "wb"); if (!out) return 2; uint32_t hd[2] = {(uint32_t)rows, (uint32_t)L}; fwrite(hd, 4, 2, out); fwrite(T, 4, L * L, out);
  for (size_t k = 0; k < F; k++) { bool any = false; for (int l = 0; l < L; l++) any |= W[k * P + l] != 0; if (!any) continue; uint32_t kk = 0, dom = 0; if (k < F0) kk = keys[k]; else dom = 1; if (dom) continue; fwrite(&kk, 4, 1, out); fwrite(&dom, 4, 1, out); fwrite(&W[k * P], 4, L, out); }
  for (size_t k = 0; k < F0; k++) if (delta[k] >= 0) { size_t d = delta[k]; bool any = false; for (int l = 0; l < L; l++) any |= W[d * P + l] != 0; if (!any) continue; uint32_t kk = keys[k], dom = 1; fwrite(&kk, 4, 1, out); fwrite(&dom, 4, 1, out); float x[L]; for (int l = 0; l < L; l++) x[l] = D0 * W[d * P + l]; fwrite(x, 4, L, out); }
  fclose(out); return 0;
}
