using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

/// <summary>An AWS account of our own, which speaks the documented APIs and keeps what it is told. What goes wrong in it is set by a test.</summary>
sealed class FakeAws(TimeProvider time)
{
    public const string Account = "111122223333";
    public const string Region = "eu-west-1";

    /// <summary>How far its clock is ahead of ours.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>How many of the next requests are too many.</summary>
    public int TooMany { get; set; }

    /// <summary>How many of the next requests meet something broken inside.</summary>
    public int Broken { get; set; }

    public FakeKeys Keys { get; } = new();
    public FakeMetrics Metrics { get; } = new();
    public Dictionary<string, XElement[]> Rules { get; } = [];
    public Dictionary<string, (string State, string Reason, string Description)[]> Targets { get; } = [];
    public Dictionary<string, JsonObject> Services { get; } = [];

    /// <summary>Auto Scaling groups, by name.</summary>
    public Dictionary<string, (int Desired, int InService, string Status, string[] Failures)> Groups { get; } = [];
    public HashSet<string> Images { get; } = [];
    public Dictionary<string, string> MachineImages { get; } = [];

    /// <summary>By code: what the account may run at once, and what runs; a value of null is one that nobody changed.</summary>
    public Dictionary<string, (double? Own, double Default, double? Used)> Quotas { get; } = [];

    /// <summary>What was asked, by action.</summary>
    public List<string> Asked { get; } = [];

    public DateTimeOffset Now => time.GetUtcNow() + ClockAhead;

    public FakeAnswer Answer(FakeRequest request)
    {
        var isJson = request.Header("x-amz-target").Length > 0;
        var action = isJson ? request.Header("x-amz-target").Split('.')[1] : request.Parameter("Action");
        Asked.Add(action);
        var answer = Refusal(request, isJson, action) ?? (isJson ? Json(request, action) : Query(request, action));
        return answer with { Headers = [.. answer.Headers, ("Date", Now.ToString("R", CultureInfo.InvariantCulture)), ("x-amzn-RequestId", "7a62c49f-347e-4fc4-9331-6e8e00000000")] };
    }

    FakeAnswer? Refusal(FakeRequest request, bool isJson, string action)
    {
        if (Keys.Refuse(request, Now) is var (code, message))
            return Error(isJson, 403, code, message);
        if (TooMany > 0 && action != "GetCallerIdentity" && TooMany-- > 0)
            return Error(isJson, 400, isJson ? "ThrottlingException" : "Throttling", "Rate exceeded");
        return Broken > 0 && Broken-- > 0 ? new(503, "text/plain", "no healthy upstream") : null;
    }

    FakeAnswer Query(FakeRequest request, string action) => action switch
    {
        "GetCallerIdentity" => Result(action, new XElement("Account", Keys.AccountOf(request)), new XElement("UserId", "AIDA"), new XElement("Arn", $"arn:aws:iam::{Keys.AccountOf(request)}:user/alice")),
        "AssumeRole" => Result(action, [.. Keys.Assume(request.Parameter("RoleArn"), Now)]),
        "DescribeRules" => Rules.ContainsKey(request.Parameter("RuleArns.member.1"))
            ? Result(action, new XElement("Rules", Rule(request.Parameter("RuleArns.member.1"))))
            : Error(false, 400, "RuleNotFound", "One or more rules not found"),
        "ModifyRule" => Modify(request),
        "DescribeTargetHealth" => Health(request.Parameter("TargetGroupArn")),
        "GetMetricData" => Result(action, [.. Metrics.Answer(request, Now)]),
        "DescribeAutoScalingGroups" => Result(action, new XElement("AutoScalingGroups", Groups.Where(group => group.Key == request.Parameter("AutoScalingGroupNames.member.1")).Select(Group))),
        "DescribeScalingActivities" => Result(action, new XElement("Activities", Groups[request.Parameter("AutoScalingGroupName")].Failures.Select(Activity))),
        "GetMetricStatistics" => Usage(request),
        "DescribeInstanceTypes" => Ec2(action, new XElement("instanceTypeSet", new XElement("item", new XElement("instanceType", request.Parameter("InstanceType.1")), new XElement("vCpuInfo", new XElement("defaultVCpus", "2"))))),
        "DescribeImages" => Machine(request.Parameter("ImageId.1")),
        _ => Error(false, 400, "InvalidAction", $"Could not find operation {action}"),
    };

    FakeAnswer Json(FakeRequest request, string action)
    {
        var body = JsonNode.Parse(request.Body) ?? new JsonObject();
        if (action == "DescribeServices")
        {
            var found = from arn in body["services"]?.AsArray() ?? []
                        where Services.ContainsKey($"{arn}") && $"{arn}".Contains($":service/{body["cluster"]}/", StringComparison.Ordinal)
                        select Services[$"{arn}"].DeepClone();
            return new(200, "application/x-amz-json-1.1", new JsonObject { ["services"] = new JsonArray([.. found]), ["failures"] = new JsonArray() }.ToJsonString());
        }

        if (action is "GetServiceQuota" or "GetAWSDefaultServiceQuota")
            return Quota($"{body["QuotaCode"]}", isDefault: action != "GetServiceQuota");
        var (registry, repository, digest) = ($"{body["registryId"]}", $"{body["repositoryName"]}", $"{body["imageIds"]?[0]?["imageDigest"]}");
        if (!Images.Any(image => image.StartsWith($"{registry}/{repository}@", StringComparison.Ordinal)))
            return Error(true, 400, "RepositoryNotFoundException", $"The repository with name '{repository}' does not exist in the registry with id '{registry}'");
        return Images.Contains($"{registry}/{repository}@{digest}")
            ? new(200, "application/x-amz-json-1.1", new JsonObject { ["imageDetails"] = new JsonArray(new JsonObject { ["registryId"] = registry, ["repositoryName"] = repository, ["imageDigest"] = digest }) }.ToJsonString())
            : Error(true, 400, "ImageNotFoundException", $"The image with imageId {{imageDigest:'{digest}', imageTag:'null'}} does not exist within the repository with name '{repository}' in the registry with id '{registry}'");
    }

    XElement Rule(string arn) => new("member", new XElement("RuleArn", arn), new XElement("Priority", "100"), new XElement("IsDefault", "false"), new XElement("Actions", Rules[arn].Select(action => new XElement(action))));

    FakeAnswer Modify(FakeRequest request)
    {
        if (!Rules.ContainsKey(request.Parameter("RuleArn")))
            return Error(false, 400, "RuleNotFound", "One or more rules not found");
        var action = FakeRule.Read(request);
        if (action.Descendants("TargetGroupArn").Select(group => group.Value).FirstOrDefault(group => !Targets.ContainsKey(group)) is { } missing)
            return Error(false, 400, "TargetGroupNotFound", $"Target groups '{missing}' not found");
        Rules[request.Parameter("RuleArn")] = [action];
        return Result("ModifyRule", new XElement("Rules", Rule(request.Parameter("RuleArn"))));
    }

    FakeAnswer Health(string group) => Targets.TryGetValue(group, out var targets)
        ? Result("DescribeTargetHealth", new XElement("TargetHealthDescriptions", targets.Select((target, i) => new XElement(
            "member",
            new XElement("Target", new XElement("Id", $"10.0.1.{i + 10}"), new XElement("Port", "8080")),
            new XElement("TargetHealth", new XElement("State", target.State), target.Reason.Length > 0 ? new XElement("Reason", target.Reason) : null, target.Description.Length > 0 ? new XElement("Description", target.Description) : null)))))
        : Error(false, 400, "TargetGroupNotFound", "One or more target groups not found");

    static XElement Group(KeyValuePair<string, (int Desired, int InService, string Status, string[] Failures)> group) => new(
        "member",
        new XElement("AutoScalingGroupName", group.Key),
        new XElement("DesiredCapacity", group.Value.Desired),
        group.Value.Status.Length > 0 ? new XElement("Status", group.Value.Status) : null,
        new XElement("Instances", Enumerable.Range(0, group.Value.InService).Select(at => new XElement("member", new XElement("InstanceId", $"i-{at}"), new XElement("LifecycleState", "InService")))));

    static XElement Activity(string message) => new("member", new XElement("StatusCode", "Failed"), new XElement("StatusMessage", message));

    FakeAnswer Machine(string id)
    {
        XNamespace ec2 = "http://ec2.amazonaws.com/doc/2016-11-15/";
        return MachineImages.TryGetValue(id, out var state)
            ? new(200, "text/xml", new XElement(ec2 + "DescribeImagesResponse", new XElement(ec2 + "imagesSet", new XElement(ec2 + "item", new XElement(ec2 + "imageId", id), new XElement(ec2 + "imageState", state)))).ToString())
            : new(400, "text/xml", new XElement("Response", new XElement("Errors", new XElement("Error", new XElement("Code", "InvalidAMIID.NotFound"), new XElement("Message", $"The image id '[{id}]' does not exist")))).ToString());
    }

    FakeAnswer Quota(string code, bool isDefault)
    {
        if (!Quotas.TryGetValue(code, out var quota) || (quota.Own is null && !isDefault))
            return Error(true, 400, "NoSuchResourceException", "The specified resource does not exist.");
        return new(200, "application/x-amz-json-1.1", new JsonObject
        {
            ["Quota"] = new JsonObject
            {
                ["QuotaCode"] = code,
                ["QuotaName"] = $"Quota {code}",
                ["Value"] = isDefault ? quota.Default : quota.Own,
                ["UsageMetric"] = new JsonObject
                {
                    ["MetricNamespace"] = "AWS/Usage",
                    ["MetricName"] = "ResourceCount",
                    ["MetricDimensions"] = new JsonObject { ["Class"] = "Standard/OnDemand", ["Resource"] = "vCPU", ["Service"] = code, ["Type"] = "Resource" },
                    ["MetricStatisticRecommendation"] = "Maximum",
                },
            },
        }.ToJsonString());
    }

    /// <summary>Two points, the older one last: CloudWatch promises no order.</summary>
    FakeAnswer Usage(FakeRequest request)
    {
        var dimensions = Enumerable.Range(1, 4).ToDictionary(at => request.Parameter($"Dimensions.member.{at}.Name"), at => request.Parameter($"Dimensions.member.{at}.Value"));
        Assert.Equal(("AWS/Usage", "ResourceCount", "vCPU"), (request.Parameter("Namespace"), request.Parameter("MetricName"), dimensions["Resource"]));
        XElement Point(TimeSpan ago, double value) => new("member", new XElement("Timestamp", (Now - ago).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), new XElement("Maximum", value.ToString(CultureInfo.InvariantCulture)));
        return Result("GetMetricStatistics", new XElement("Datapoints", Quotas[dimensions["Service"]].Used is { } used ? [Point(TimeSpan.FromMinutes(5), used), Point(TimeSpan.FromMinutes(10), 0)] : Array.Empty<XElement>()));
    }

    static FakeAnswer Ec2(string action, XElement inside)
    {
        XNamespace ec2 = "http://ec2.amazonaws.com/doc/2016-11-15/";
        var root = new XElement($"{action}Response", inside);
        foreach (var element in root.DescendantsAndSelf()) element.Name = ec2 + element.Name.LocalName;
        return new(200, "text/xml", root.ToString());
    }

    static FakeAnswer Result(string action, params XElement[] inside)
    {
        XNamespace space = "http://example.amazonaws.com/doc/2015-12-01/";
        var root = new XElement($"{action}Response", new XElement($"{action}Result", inside), new XElement("ResponseMetadata", new XElement("RequestId", "7a62c49f")));
        foreach (var element in root.DescendantsAndSelf()) element.Name = space + element.Name.LocalName;
        return new(200, "text/xml", root.ToString());
    }

    static FakeAnswer Error(bool isJson, int status, string code, string message) => isJson
        ? new(status, "application/x-amz-json-1.1", new JsonObject { ["__type"] = code, ["message"] = message }.ToJsonString())
        : new(status, "text/xml", $"""<ErrorResponse xmlns="http://example.amazonaws.com/doc/2015-12-01/"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>7a62c49f</RequestId></ErrorResponse>""");
}
