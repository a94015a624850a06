// What libcurl's multi interface alone reaches, fetching and dropping: the measure of the crawl.
//   curl_multi CONNECTIONS <URLS     prints pages, seconds, pages a second
#include <curl/curl.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

size_t Drop(char* /*data*/, size_t size, size_t count, void* /*user*/) { return size * count; }

}  // namespace

int main(int argc, char** argv) {
  const size_t connections = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 64;
  std::vector<std::string> urls;
  for (std::string line; std::getline(std::cin, line);) urls.push_back(line);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CURLM* multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(connections));
  size_t next = 0, done = 0, failed = 0;
  const auto start = [&](CURL* curl) {
    curl_easy_setopt(curl, CURLOPT_URL, urls[next++].c_str());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, Drop);
    curl_multi_add_handle(multi, curl);
  };
  const auto began = std::chrono::steady_clock::now();
  while (next < urls.size() && next < connections) start(curl_easy_init());
  while (done < urls.size()) {
    int running = 0, left = 0;
    curl_multi_perform(multi, &running);
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
      CURL* curl = message->easy_handle;
      ++done;
      if (message->data.result != CURLE_OK) ++failed;
      curl_multi_remove_handle(multi, curl);
      if (next < urls.size()) {
        start(curl);
      } else {
        curl_easy_cleanup(curl);
      }
    }
    if (done < urls.size()) curl_multi_poll(multi, nullptr, 0, 10, nullptr);
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  std::printf("%zu pages, %zu failed, %.2f s, %.0f a second\n", done, failed, seconds,
              static_cast<double>(done) / seconds);
  return failed == 0 ? 0 : 1;
}
