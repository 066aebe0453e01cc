namespace Infra.Catalog.Reading;

/// <summary>Reads a value; answers null, or a complaint that follows the key's name: <c>"5x" is not …</c>.</summary>
internal delegate string? ScalarReader<T>(string text, out T? value);
