-- For wrk: reads a page again and again, or hands in letters; prints what was reached as one line of JSON.
--   wrk … -s load.lua ADDRESS -- page
--   wrk … -s load.lua ADDRESS -- letters PATH SEED AREAS [timed]
-- AREAS are codes of communes with commas between; letters are dealt out among them.
-- `letters` sends a letter of about 120 words to PATH, each another one, under an Idempotency-Key of its own.
-- `timed` also averages the phases that replies tell in Server-Timing; reading them costs the client time, so
-- the rates of such a run are not for comparison.

local places = {
  "ngõ 12 phố Hàng Bạc", "đầu phố Lò Sũ", "khu tập thể số 5", "chợ Hàng Bè", "đường Hoàng Hoa Thám",
  "ngách 34 phố Đội Cấn", "trường tiểu học Ba Đình", "bến xe buýt Trần Khánh Dư", "hồ Giám", "vườn hoa Vạn Xuân",
}
local troubles = {
  "Cống thoát nước bị vỡ", "Đèn đường hỏng", "Rác thải không được thu gom", "Vỉa hè bị lấn chiếm",
  "Tiếng ồn quá mức vào ban đêm", "Cây xanh có nguy cơ đổ", "Nước sinh hoạt có mùi", "Mặt đường lún sâu",
}
local sentences = {
  "Tôi là người dân sống lâu năm ở đây và xin phản ánh với Ủy ban nhân dân phường một việc đã kéo dài.",
  "Sự việc bắt đầu từ khoảng ba tuần trước, sau trận mưa lớn, và từ đó đến nay chưa thấy ai đến xem xét.",
  "Mỗi buổi sáng trẻ em đi học và người già đi chợ đều phải đi vòng xuống lòng đường rất nguy hiểm.",
  "Tổ dân phố đã nhắc nhở nhiều lần và đã ghi vào biên bản họp nhưng tình trạng vẫn không thay đổi.",
  "Tuần trước có một cụ bà bị ngã ngay tại chỗ này, may mà chỉ bị xây xát nhẹ và được hàng xóm đưa về.",
  "Chúng tôi mong phường cử cán bộ xuống kiểm tra thực tế và cho biết cơ quan nào chịu trách nhiệm xử lý.",
  "Nếu việc thuộc thẩm quyền của đơn vị khác thì đề nghị phường chuyển giúp và báo lại cho người dân biết.",
  "Các hộ xung quanh sẵn sàng đóng góp công sức dọn dẹp, chỉ cần có người hướng dẫn cách làm cho đúng.",
  "Tôi có chụp ảnh vào các ngày khác nhau và có thể gửi thêm khi được yêu cầu để tiện cho việc xác minh.",
  "Mùa mưa sắp tới, nếu không sửa kịp thì nước bẩn sẽ tràn vào nhà của ít nhất mười gia đình trong ngõ.",
}
local areas = {}
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
end

local function letter(count)
  local place, trouble = places[count % #places + 1], troubles[count % #troubles + 1]
  local body = {}
  for step = 0, 5 do
    body[#body + 1] = sentences[(count * 3 + step) % #sentences + 1]
  end
  return string.format(
    '{"kind":"feedback","title":"%s tại %s","body":"%s Việc thứ %d tại %s.","area":"%s",'
      .. '"petitioner":{"name":"Nguyễn Thị Lan","phone":"09%08d","address":"%s"}}',
    trouble, place, table.concat(body, " "), count, place, areas[count % #areas + 1], count, place)
end

local function learn_phases(status, headers)
  for name, value in pairs(headers) do
    if name:lower() == "server-timing" then
      replies = replies + 1
      for phase, milliseconds in value:gmatch("([%w_-]+);dur=([%d.]+)") do
        if not sums[phase] then order = order .. phase .. " " end
        sums[phase] = (sums[phase] or 0) + tonumber(milliseconds)
      end
    end
  end
end

function init(arguments)
  sums, replies, order = {}, 0, ""
  if arguments[1] ~= "letters" then return end
  local path, seed, count = arguments[2], arguments[3], 0
  for area in arguments[4]:gmatch("[^,]+") do areas[#areas + 1] = area end
  request = function()
    count = count + 1
    local headers = {
      ["Content-Type"] = "application/json",
      ["Idempotency-Key"] = string.format("bench-%s-%d-%d", seed, number, count),
    }
    return wrk.format("POST", path, headers, letter(count))
  end
  if arguments[5] == "timed" then response = learn_phases end
end

function done(summary, latency)
  local errors = summary.errors
  local phases, seen = {}, {}
  local replies = 0
  for _, thread in ipairs(threads) do
    replies = replies + thread:get("replies")
  end
  for phase in threads[1]:get("order"):gmatch("%S+") do
    local sum = 0
    for _, thread in ipairs(threads) do sum = sum + (thread:get("sums")[phase] or 0) end
    phases[#phases + 1] = string.format('["%s",%f]', phase, sum / replies)
  end
  print(string.format(
    '{"requests":%d,"seconds":%f,"mean":%f,"p50":%f,"p99":%f,"refused":%d,"broken":%d,"phases":[%s]}',
    summary.requests, summary.duration / 1e6, latency.mean / 1e3, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    table.concat(phases, ",")))
end
