// Induces a word list and word classes from unlabelled text.
//
//   lexicon STREAM OUT words=N fine=K coarse=K
//
// STREAM: int32 unit identities; 0 ends a text, negative ones are units that are not Thai (each a word by itself).
// 1. frequent n-grams of units that meet many different neighbours on both sides become candidate words;
// 2. a unigram model over the candidates is fitted with hard EM (Viterbi segmentation), dropping what is rarely used;
// 3. words are clustered by the words left and right of them (spherical k-means over square roots of shares).
// OUT: int32 count; per word: int32 length, int32 units…, float score (log-probability), int32 fine class, int32 coarse class;
// then int32 count of non-Thai units with (int32 identity, int32 fine, int32 coarse); then the first 2000 segmentations as a check.
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
#include <unordered_set>
using namespace std;
static map<string, double> opt;
static double arg(const char* k, double d) { auto it = opt.find(k); return it == opt.end() ? d : it->second; }
static const int MAXN = 6;
static uint64_t mixh(uint64_t h) { h ^= h >> 31; h *= 0x9E3779B97F4A7C15ull; h ^= h >> 29; h *= 0xBF58476D1CE4E5B9ull; return h ^ (h >> 32); }
static uint64_t ext(uint64_t h, int u) { return mixh(h * 31 + (uint32_t)u + 0x1234567); }

struct Word { vector<int> u; double count; double lp; int id; };

int main(int argc, char** argv) {
  for (int i = 3; i < argc; i++) { string s = argv[i]; auto p = s.find('='); opt[s.substr(0, p)] = atof(s.c_str() + p + 1); }
  const int target = arg("words", 16000), KF = arg("fine", 256), KC = arg("coarse", 48), minCount = arg("min", 25);
  vector<int> x; { FILE* f = fopen(argv[1], "rb"); if (!f) return 2; fseek(f, 0, SEEK_END); x.resize(ftell(f) / 4); fseek(f, 0, SEEK_SET); if (fread(x.data(), 4, x.size(), f) != x.size()) return 2; fclose(f); }
  const size_t N = x.size(); fprintf(stderr, "%zu units\n", N);
  // 1. frequent n-grams
  unordered_map<uint64_t, Word> cand; cand.reserve(1 << 20);
  unordered_set<uint64_t> frequent;
  for (int n = 1; n <= MAXN; n++) {
    unordered_map<uint64_t, pair<int, size_t>> c; c.reserve(1 << 22);
    for (size_t i = 0; i + n <= N; i++) {
      bool ok = true; uint64_t h = 1, tail = 1, headh = 1;
      for (int k = 0; k < n && ok; k++) { if (x[i + k] <= 0) ok = false; }
      if (!ok) continue;
      for (int k = 0; k < n; k++) { if (k == n - 1) headh = h; h = ext(h, x[i + k]); if (k > 0) tail = ext(tail, x[i + k]); }
      if (n > 1 && (!frequent.count(headh) || !frequent.count(tail))) continue;
      auto& e = c[h]; e.first++; e.second = i;
    }
    frequent.clear();
    for (auto& [h, e] : c) if (e.first >= minCount || n == 1) { frequent.insert(h); Word w; w.u.assign(x.begin() + e.second, x.begin() + e.second + n); w.count = e.first; w.lp = 0; w.id = -1; cand.emplace(h, move(w)); }
    fprintf(stderr, "n=%d candidates %zu\n", n, cand.size());
  }
  // accessor variety: how many different units stand left and right (text and space edges count each time up to a cap)
  { unordered_map<uint64_t, pair<int, int>> av; av.reserve(cand.size() * 2); unordered_set<uint64_t> seenL, seenR; seenL.reserve(1 << 24); seenR.reserve(1 << 24);
    for (size_t i = 0; i < N; i++) { if (x[i] <= 0) continue; uint64_t h = 1;
      for (int n = 1; n <= MAXN && i + n <= N && x[i + n - 1] > 0; n++) { h = ext(h, x[i + n - 1]); if (!cand.count(h)) { if (n > 1) break; else continue; }
        int l = i ? x[i - 1] : 0, r = i + n < N ? x[i + n] : 0; auto& a = av[h];
        if (a.first < 12 && seenL.insert(mixh(h ^ mixh(l + 77777))).second) a.first++;
        if (a.second < 12 && seenR.insert(mixh(h ^ mixh(r + 99999))).second) a.second++; } }
    const int minAv = arg("variety", 6);
    for (auto it = cand.begin(); it != cand.end();) { auto& a = av[it->first]; if (it->second.u.size() > 1 && (a.first < minAv || a.second < minAv)) it = cand.erase(it); else ++it; }
    fprintf(stderr, "after accessor variety %zu\n", cand.size()); }
  // 2. hard EM
  auto viterbi = [&](size_t from, size_t to, double unk, vector<pair<int, uint64_t>>& out) {  // Thai run [from,to)
    int n = to - from; static vector<double> best; static vector<int> len; static vector<uint64_t> hs; best.assign(n + 1, -1e300); len.assign(n + 1, 0); hs.assign(n + 1, 0); best[0] = 0;
    for (int i = 0; i < n; i++) { uint64_t h = 1; if (best[i] < -1e299) continue; for (int k = 1; k <= MAXN && i + k <= n; k++) { h = ext(h, x[from + i + k - 1]); auto it = cand.find(h); double lp; if (it == cand.end()) { if (k > 1) continue; lp = unk; } else lp = it->second.lp; if (best[i] + lp > best[i + k]) { best[i + k] = best[i] + lp; len[i + k] = k; hs[i + k] = h; } } }
    size_t start = out.size(); for (int i = n; i > 0; i -= len[i]) out.push_back({len[i], hs[i]}); reverse(out.begin() + start, out.end());
  };
  { double tot = 0; for (auto& [h, w] : cand) tot += w.count; for (auto& [h, w] : cand) w.lp = log(w.count / tot); }
  // EM on every `skip`th piece of the text is enough for counts
  const int rounds = arg("rounds", 8); vector<pair<int, uint64_t>> seg;
  for (int r = 0; r < rounds; r++) {
    for (auto& [h, w] : cand) w.count = 0; double tot = 0;
    size_t i = 0; while (i < N) { if (x[i] <= 0) { i++; continue; } size_t j = i; while (j < N && x[j] > 0 && j - i < 400) j++; seg.clear(); viterbi(i, j, -16, seg); for (auto& [l, h] : seg) { auto it = cand.find(h); if (it != cand.end()) { it->second.count++; tot++; } } i = j; }
    // shrink towards the target, keeping single units
    vector<pair<double, uint64_t>> order; for (auto& [h, w] : cand) if (w.u.size() > 1) order.push_back({w.count * (w.u.size() > 1 ? 1.0 : 1.0), h});
    sort(order.begin(), order.end(), [](auto& a, auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    size_t keep = max((size_t)target, (size_t)(order.size() * 0.5)); if (r >= rounds - 2) keep = target;
    for (size_t k = keep; k < order.size(); k++) cand.erase(order[k].second);
    for (auto& [h, w] : cand) w.lp = log((w.count + 0.5) / tot);
    fprintf(stderr, "round %d: %zu words, %.0f tokens\n", r + 1, cand.size(), tot);
  }
  // drop single units never used alone
  vector<uint64_t> ids; for (auto& [h, w] : cand) if (w.count >= 3 || w.u.size() > 1) ids.push_back(h);
  sort(ids.begin(), ids.end(), [&](uint64_t a, uint64_t b) { auto &p = cand[a], &q = cand[b]; return p.count != q.count ? p.count > q.count : a < b; });
  for (size_t k = 0; k < ids.size(); k++) cand[ids[k]].id = k;
  int V = ids.size(); map<int, int> other; vector<double> otherCount; { map<int, int> oc; for (int u : x) if (u < 0) oc[u]++; for (auto& [u, c] : oc) if (c >= 50) { other[u] = V + other.size(); otherCount.push_back(c); } }
  int all = V + other.size() + 2, EDGE = all - 2, RARE = all - 1; fprintf(stderr, "%d words, %zu other units\n", V, other.size());
  // 3. token stream and context vectors
  vector<int> tok; tok.reserve(N / 2);
  for (size_t i = 0; i < N;) { if (x[i] == 0) { tok.push_back(EDGE); i++; } else if (x[i] < 0) { auto it = other.find(x[i]); tok.push_back(it == other.end() ? RARE : it->second); i++; } else { size_t j = i; while (j < N && x[j] > 0 && j - i < 400) j++; seg.clear(); viterbi(i, j, -16, seg); for (auto& [l, h] : seg) { auto it = cand.find(h); tok.push_back(it == cand.end() || it->second.id < 0 ? RARE : it->second.id); } i = j; } }
  vector<double> freq(all, 0); for (int t : tok) freq[t]++;
  vector<int> rank(all); for (int i = 0; i < all; i++) rank[i] = i; sort(rank.begin(), rank.end(), [&](int a, int b) { return freq[a] != freq[b] ? freq[a] > freq[b] : a < b; });
  const int D = min(all, (int)arg("contexts", 600)); vector<int> ctx(all, -1); for (int i = 0; i < D; i++) ctx[rank[i]] = i;
  const int DD = 2 * (D + 1); vector<float> vec((size_t)all * DD, 0);
  for (size_t i = 0; i < tok.size(); i++) { float* v = &vec[(size_t)tok[i] * DD]; int l = i ? tok[i - 1] : EDGE, r = i + 1 < tok.size() ? tok[i + 1] : EDGE; v[ctx[l] >= 0 ? ctx[l] : D]++; v[D + 1 + (ctx[r] >= 0 ? ctx[r] : D)]++; }
  // square roots of shares, relative to what is usual, smoothed for rare words
  vector<double> mean(DD, 0); double tt = tok.size(); for (int w = 0; w < all; w++) for (int d = 0; d < DD; d++) mean[d] += vec[(size_t)w * DD + d] / tt;
  for (int w = 0; w < all; w++) { float* v = &vec[(size_t)w * DD]; double n = 0, s = 20; for (int d = 0; d < DD; d++) { double p = (v[d] + s * mean[d]) / (freq[w] + s); v[d] = sqrt(p) - sqrt(mean[d]) ; n += v[d] * v[d]; } n = sqrt(n) + 1e-9; for (int d = 0; d < DD; d++) v[d] /= n; }
  auto kmeans = [&](int K) {
    vector<float> cen((size_t)K * DD); vector<int> cls(all, 0); 
    for (int k = 0; k < K; k++) { int w = rank[min((size_t)all - 1, (size_t)(k * 3))]; memcpy(&cen[(size_t)k * DD], &vec[(size_t)w * DD], DD * 4); }
    for (int it = 0; it < 15; it++) {
      int moved = 0; for (int w = 0; w < all; w++) { const float* v = &vec[(size_t)w * DD]; int best = 0; float bs = -1e9; for (int k = 0; k < K; k++) { const float* c = &cen[(size_t)k * DD]; float s = 0; for (int d = 0; d < DD; d++) s += v[d] * c[d]; if (s > bs) { bs = s; best = k; } } if (cls[w] != best) { cls[w] = best; moved++; } }
      vector<double> sum((size_t)K * DD, 0); for (int w = 0; w < all; w++) { double wt = sqrt(freq[w]); const float* v = &vec[(size_t)w * DD]; double* c = &sum[(size_t)cls[w] * DD]; for (int d = 0; d < DD; d++) c[d] += wt * v[d]; }
      for (int k = 0; k < K; k++) { double n = 0; for (int d = 0; d < DD; d++) n += sum[(size_t)k * DD + d] * sum[(size_t)k * DD + d]; n = sqrt(n); if (n > 0) for (int d = 0; d < DD; d++) cen[(size_t)k * DD + d] = sum[(size_t)k * DD + d] / n; }
      fprintf(stderr, "k-means %d: round %d moved %d\n", K, it + 1, moved); if (!moved) break;
    }
    return cls; };
  auto fine = kmeans(KF), coarse = kmeans(KC);
  FILE* o = fopen(argv[2], "wb"); fwrite(&V, 4, 1, o);
  for (int k = 0; k < V; k++) { auto& w = cand[ids[k]]; int n = w.u.size(); fwrite(&n, 4, 1, o); fwrite(w.u.data(), 4, n, o); float lp = w.lp; fwrite(&lp, 4, 1, o); fwrite(&fine[k], 4, 1, o); fwrite(&coarse[k], 4, 1, o); }
  int oc = other.size(); fwrite(&oc, 4, 1, o); for (auto& [u, id] : other) { fwrite(&u, 4, 1, o); fwrite(&fine[id], 4, 1, o); fwrite(&coarse[id], 4, 1, o); }
  fclose(o); return 0;
}
