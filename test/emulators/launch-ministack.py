"""ministack 1.5.33, taught what AWS does and it does not. Each lesson fails loudly once the version
that is installed has changed under it; all that is left out is listed in docs/deploy.md."""

import json
import sys

from ministack.core import iam_actions
from ministack.services import cloudwatch, ec2, eventbridge, scheduler, tagging

# A test must be able to publish what only AWS's own services may: events of aws.ec2.
assert eventbridge._put_events.__defaults__ == (False,), "ministack has changed"
eventbridge._put_events.__defaults__ = (True,)


# Conditions on aws:ResourceTag see the tags of instances and alarms, too.
def instance_tags():
    for (account, region, key), tags in list(ec2._tags._data.items()):
        yield f"arn:aws:ec2:{region}:{account}:instance/{key}", tags


def alarm_tags():
    for arn, tags in list(cloudwatch._resource_tags.items()):
        yield arn, [{"Key": key, "Value": value} for key, value in tags.items()]


assert "ec2" not in tagging._RESOURCE_TAG_COLLECTORS, "ministack has changed"
tagging._RESOURCE_TAG_COLLECTORS |= {"ec2": instance_tags, "cloudwatch": alarm_tags}

# Conditions on dynamodb:LeadingKeys see the partition key, here always called pk.
without_keys = iam_actions.dynamodb_service_context


def with_leading_keys(body):
    request = json.loads(body or b"{}")
    key = request.get("Key", {}).get("pk") or request.get("Item", {}).get("pk")
    key = key or request.get("ExpressionAttributeValues", {}).get(":pk")
    context = without_keys(body)
    return context if key is None else {**context, "dynamodb:LeadingKeys": [key["S"]]}


iam_actions.dynamodb_service_context = with_leading_keys

# What is said of alarms is said of their ARNs; of all of them where the call names none.
any_resource = iam_actions.extract_resource_arn


def with_alarm_arns(service, method, path, headers, body, query_params, region, account):
    arn = any_resource(service, method, path, headers, body, query_params, region, account)
    if service != "monitoring" or arn != "*":
        return arn
    target = headers.get("x-amz-target", "").rpartition(".")[2]
    request = json.loads(body) if target in ABOUT_ALARMS else {}
    if "ResourceARN" in request:
        return request["ResourceARN"]
    [name, *_] = request.get("AlarmNames") or ["*"]
    return f"arn:aws:cloudwatch:{region}:{account}:alarm:{name}" if target in ABOUT_ALARMS else arn


ABOUT_ALARMS = {"DescribeAlarms", "DeleteAlarms", "ListTagsForResource", "TagResource"}
iam_actions.extract_resource_arn = with_alarm_arns

# A schedule that is due is not looked for every ten seconds, but every second.

assert scheduler._SCHEDULE_TICK_INTERVAL == 10, "ministack has changed"
scheduler._SCHEDULE_TICK_INTERVAL = 1

from ministack import app  # noqa: E402


# What it has no idea of is refused as AWS refuses what one may not do, so that the rest goes on.
async def refused(method, path, headers, body, query_params):
    message = "User: emulated is not authorized to perform: this, which ministack does not have"
    answer = {"__type": "AccessDeniedException", "message": message}
    return 400, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(answer).encode()


for service in ("lightsail", "sagemaker"):
    assert service not in app.SERVICE_HANDLERS, "ministack has changed"
    app.SERVICE_HANDLERS[service] = refused

sys.exit(app.main())
