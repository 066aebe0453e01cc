using System.Security.Cryptography.X509Certificates;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Platforms.Kubernetes;

/// <summary>Access as kubectl's files describe it, by the name of a context.</summary>
internal sealed class KubeConfig
{
    private readonly List<(string Folder, YamlMappingNode Root)> _files = [];
    private readonly TimeProvider _time;

    private KubeConfig(TimeProvider time) => _time = time;

    /// <summary>The files that kubectl would read: those of KUBECONFIG, or ~/.kube/config.</summary>
    internal static IReadOnlyList<string> Files => Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } named
        ? named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];

    /// <exception cref="PlatformException">There is no such context, or it can't be used.</exception>
    internal static KubeAccess Read(IReadOnlyList<string> files, string context, TimeProvider time)
    {
        var config = new KubeConfig(time);
        foreach (var file in files.Where(File.Exists))
            config.Add(file);
        return config.Access(context, string.Join(", ", files));
    }

    private void Add(string file)
    {
        try
        {
            var yaml = new YamlStream();
            using var text = File.OpenText(file);
            yaml.Load(text);
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }, ..])
                _files.Add((Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/", root));
        }
        // Of some broken texts the parser says no more than that it can't go on.
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            throw new PlatformException($"{file} is no kubeconfig: {(e is YamlException { Start.Line: var line } ? $"line {line}: {e.Message}" : "its YAML ends in the middle")}", inner: e);
        }
    }

    private KubeAccess Access(string context, string files)
    {
        var known = _files.SelectMany(file => Entries(file.Root, "contexts")).Select(entry => Text(entry, "name")).OfType<string>();
        if (Find("contexts", context) is not (_, { } entry) || Map(entry, "context") is not { } chosen)
            throw new PlatformException($"{files} has no context {context}; {(known.Any() ? $"it has {string.Join(", ", known)}" : "it has none")}.");
        if (Find("clusters", Text(chosen, "cluster") ?? "") is not (var clusterFolder, { } clusterEntry) || Map(clusterEntry, "cluster") is not { } cluster || Text(cluster, "server") is not { } server)
            throw new PlatformException($"{files}: the cluster of context {context} has no server.");
        if (Text(cluster, "insecure-skip-tls-verify") == "true")
            throw new PlatformException($"{files}: the cluster of context {context} says insecure-skip-tls-verify. Whoever moves users has to know whom it talks to; give certificate-authority-data instead.");

        var authority = Bytes(cluster, clusterFolder, "certificate-authority");
        var access = new KubeAccess { Server = new(server.TrimEnd('/')), Authorities = Certificates(authority) };
        return Find("users", Text(chosen, "user") ?? "") is (var folder, { } userEntry) && Map(userEntry, "user") is { } user
            ? As(access, user, folder, $"{files}: user {Text(userEntry, "name")}", authority)
            : access;
    }

    private KubeAccess As(KubeAccess access, YamlMappingNode user, string folder, string where, byte[]? authority)
    {
        if (user.Children.Keys.OfType<YamlScalarNode>().FirstOrDefault(key => key.Value is "auth-provider" or "username") is { } old)
            throw new PlatformException($"{where} has {old.Value}, which Kubernetes has given up; use exec, a token or a client certificate.");
        if (Bytes(user, folder, "client-certificate") is { } certificate && Bytes(user, folder, "client-key") is { } key)
            access = access with { ClientCertificate = X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(certificate), Encoding.UTF8.GetString(key)) };
        if (Text(user, "token") is { } token)
            return access with { Token = (_, _) => Task.FromResult<string?>(token) };
        if (Text(user, "tokenFile") is { } file)
            return access with { Token = async (_, ct) => (await File.ReadAllTextAsync(Path.Combine(folder, file), ct)).Trim() };
        return Map(user, "exec") is { } exec ? access with { Token = Plugin(exec, access.Server, authority).TokenAsync } : access;
    }

    private ExecPlugin Plugin(YamlMappingNode exec, Uri server, byte[]? authority) => new(_time)
    {
        Version = Text(exec, "apiVersion") ?? "client.authentication.k8s.io/v1",
        Command = Text(exec, "command") ?? "",
        Arguments = [.. Entries<YamlScalarNode>(exec, "args").Select(argument => argument.Value ?? "")],
        Variables = [.. Entries(exec, "env").Select(pair => KeyValuePair.Create(Text(pair, "name") ?? "", Text(pair, "value") ?? ""))],
        Hint = Text(exec, "installHint"),
        Server = Text(exec, "provideClusterInfo") == "true" ? server : null,
        Authority = authority,
    };

    /// <summary>The first file that has it wins, as with kubectl.</summary>
    private (string Folder, YamlMappingNode? Entry) Find(string list, string name) =>
        _files.Select(file => (file.Folder, Entry: Entries(file.Root, list).FirstOrDefault(entry => Text(entry, "name") == name))).FirstOrDefault(found => found.Entry is not null);

    private static byte[]? Bytes(YamlMappingNode map, string folder, string name) =>
        Text(map, $"{name}-data") is { } data ? Convert.FromBase64String(data)
        : Text(map, name) is { } file ? File.ReadAllBytes(Path.Combine(folder, file))
        : null;

    private static X509Certificate2Collection Certificates(byte[]? pem)
    {
        var certificates = new X509Certificate2Collection();
        if (pem is not null)
            certificates.ImportFromPem(Encoding.UTF8.GetString(pem));
        return certificates;
    }

    private static IEnumerable<YamlMappingNode> Entries(YamlMappingNode map, string list) => Entries<YamlMappingNode>(map, list);

    private static IEnumerable<T> Entries<T>(YamlMappingNode map, string list) where T : YamlNode =>
        map.Children.TryGetValue(list, out var found) && found is YamlSequenceNode sequence ? sequence.OfType<T>() : [];

    private static YamlMappingNode? Map(YamlMappingNode map, string name) => map.Children.TryGetValue(name, out var found) ? found as YamlMappingNode : null;

    private static string? Text(YamlMappingNode map, string name) =>
        map.Children.TryGetValue(name, out var found) && found is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;
}
