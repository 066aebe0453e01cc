using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infra.Orchestrator.Journal;

/// <summary>The shapes of the small files beside a journal.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(WishLetter))]
internal sealed partial class LetterContext : JsonSerializerContext;
