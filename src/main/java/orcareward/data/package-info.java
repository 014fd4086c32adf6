/** Reads preference rows (JSONL, JSON, Parquet, CSV), maps columns, splits reproducibly, reports what it dropped. */
@NullMarked
package orcareward.data;

import org.jspecify.annotations.NullMarked;
