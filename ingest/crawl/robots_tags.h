#ifndef DEALWIRE_INGEST_CRAWL_ROBOTS_TAGS_H_
#define DEALWIRE_INGEST_CRAWL_ROBOTS_TAGS_H_

#include <string>
#include <string_view>

namespace dealwire {

// What a page asks of robots, by its X-Robots-Tag headers (joined by commas) and by
// <meta name="robots"> in its first 64 KiB: "noarchive, noindex", each rule once, lower case,
// sorted; "" where it asks nothing. Rules for other robots than all or dealwire are left out.
// Linear.
std::string RobotsTags(std::string_view x_robots_tag, std::string_view html);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_ROBOTS_TAGS_H_
