using Google.Protobuf;

namespace Pulumi;

public sealed class RegisterPackageRequest(
    string name,
    string version,
    string? downloadUrl,
    Dictionary<string, byte[]>? checksums = null,
    RegisterPackageRequest.PackageParameterization? parameterization = null,
    RegisterPackageRequest.PackageParameterization? extension = null)
{
    public RegisterPackageRequest(
        string name, string version, string? downloadUrl, Dictionary<string, byte[]>? checksums, PackageParameterization? parameterization)
        : this(name, version, downloadUrl, checksums, parameterization, extension: null)
    {
    }

    public string Name { get; } = name;

    public string Version { get; } = version;

    public string DownloadUrl { get; } = downloadUrl ?? "";

    public Dictionary<string, byte[]> Checksums { get; } = checksums ?? [];

    public PackageParameterization? Parameterization { get; } = parameterization;

    public PackageParameterization? Extension { get; } = extension;

    internal Pulumirpc.RegisterPackageRequest ToWire() => new()
    {
        Name = Name,
        Version = Version,
        DownloadUrl = DownloadUrl,
        Checksums = { Checksums.ToDictionary(checksum => checksum.Key, checksum => ByteString.CopyFrom(checksum.Value)) },
        Parameterization = Parameterization?.ToWire(),
        Extension = Extension?.ToWire(),
    };

    public sealed class PackageParameterization(string name, string version, byte[] value)
    {
        public string Name { get; } = name;

        public string Version { get; } = version;

        public byte[] Value { get; } = value;

        internal Pulumirpc.Parameterization ToWire() => new() { Name = Name, Version = Version, Value = ByteString.CopyFrom(Value) };
    }
}
