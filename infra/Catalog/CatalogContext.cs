using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Infra.Catalog;

/// <summary>The shapes of values that travel as JSON, worked out when this is built.</summary>
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(SplitText))]
[JsonSerializable(typeof(EphemeralStage))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, Door>))]
internal sealed partial class CatalogContext : JsonSerializerContext;
