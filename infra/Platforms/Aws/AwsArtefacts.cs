using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Catalog;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Aws;

/// <summary>Images in ECR and machine images in EC2.</summary>
internal sealed partial class AwsArtefacts(AwsClient aws) : IArtefacts
{
    public async Task<string?> MissingAsync(Release release, CancellationToken ct)
    {
        var id = release.Digest.Length > 0 ? release.Digest : release.Tag;
        if (id.StartsWith("ami-", StringComparison.Ordinal))
            return await MachineImageAsync(id, ct);
        if (Registry().Match(release.Artefact) is { Success: true } named)
            return await ImageAsync(release, named.Groups["account"].Value, named.Groups["region"].Value, named.Groups["repository"].Value, ct);
        return release.Artefact.Split('/')[0].Contains('.')
            ? $"{release.Reference} is not in ECR, and no other registry can be asked here whether it is there. Push it to ECR, or let a pull-through cache rule of ECR bring it."
            : await ImageAsync(release, aws.Scope.Account, aws.Scope.Region, release.Artefact, ct);
    }

    private async Task<string?> ImageAsync(Release release, string account, string region, string repository, CancellationToken ct)
    {
        var image = release.Digest.Length > 0 ? new JsonObject { ["imageDigest"] = release.Digest } : new JsonObject { ["imageTag"] = release.Tag };
        try
        {
            await aws.JsonAsync(AwsService.Ecr, region, "DescribeImages", new() { ["registryId"] = account, ["repositoryName"] = repository, ["imageIds"] = new JsonArray(image) }, ct);
            return null;
        }
        catch (PlatformException e) when (e.Code is "ImageNotFoundException")
        {
            return $"ECR of account {account} in {region} has no image {release.Reference}; `docker push` it there first.";
        }
        catch (PlatformException e) when (e.Code is "RepositoryNotFoundException")
        {
            return $"ECR of account {account} in {region} has no repository {repository}; create it and push {release.Reference} there first.";
        }
    }

    private async Task<string?> MachineImageAsync(string id, CancellationToken ct)
    {
        try
        {
            var answer = await aws.QueryAsync(AwsService.Ec2, "DescribeImages", [new("ImageId.1", id)], ct);
            return answer.Members("imagesSet").FirstOrDefault()?.Text("imageState") switch
            {
                "available" => null,
                { Length: > 0 } state => $"The machine image {id} is {state}, not available, in {aws.Scope.Region}.",
                _ => Nowhere(id),
            };
        }
        catch (PlatformException e) when (e.Code.StartsWith("InvalidAMIID", StringComparison.Ordinal))
        {
            return Nowhere(id);
        }
    }

    private string Nowhere(string id) => $"EC2 in {aws.Scope.Region} shows account {aws.Scope.Account} no machine image {id}; copy it there, or share it.";

    [GeneratedRegex(@"^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/(?<repository>.+)\z")]
    private static partial Regex Registry();
}
