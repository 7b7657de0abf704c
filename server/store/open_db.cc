#include "store/pg_db.h"
#include "store/sqlite_bulk_db.h"
#include "store/sqlite_db.h"

namespace lianhu {

std::unique_ptr<Db> open_db(const std::string& where, const DbOptions& options) {
  const bool server = where.starts_with("postgresql://") || where.starts_with("postgres://");
  if (server) return open_postgres(where, options);
  return options.bulk ? open_sqlite_bulk(where, options) : open_sqlite(where, options);
}

}  // namespace lianhu
